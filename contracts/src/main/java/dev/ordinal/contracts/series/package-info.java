/** What a number series is. */
@NullMarked
package dev.ordinal.contracts.series;

import org.jspecify.annotations.NullMarked;
