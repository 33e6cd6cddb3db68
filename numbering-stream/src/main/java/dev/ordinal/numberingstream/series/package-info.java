/** How series themselves are decided: their definitions and their sequences. Pure. */
@NullMarked
package dev.ordinal.numberingstream.series;

import org.jspecify.annotations.NullMarked;
