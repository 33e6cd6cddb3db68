/** Figures, targets, and how they are shown. */
@NullMarked
package dev.ordinal.benchmarks.results;

import org.jspecify.annotations.NullMarked;
