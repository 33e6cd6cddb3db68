/** How teams are decided. Pure. */
@NullMarked
package dev.ordinal.numberingstream.teams;

import org.jspecify.annotations.NullMarked;
