/** The tables of series and sequences. */
@NullMarked
package dev.ordinal.projections.series;

import org.jspecify.annotations.NullMarked;
