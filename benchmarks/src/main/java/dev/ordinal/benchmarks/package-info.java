/** {@code ordinal bench}. */
@NullMarked
package dev.ordinal.benchmarks;

import org.jspecify.annotations.NullMarked;
