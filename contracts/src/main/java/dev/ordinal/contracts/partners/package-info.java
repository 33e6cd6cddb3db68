/** What is said about partners. */
@NullMarked
package dev.ordinal.contracts.partners;

import org.jspecify.annotations.NullMarked;
