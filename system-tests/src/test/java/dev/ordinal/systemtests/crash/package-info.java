/** Kills and what must hold after each: the beginning of a matrix of crashes. */
@NullMarked
package dev.ordinal.systemtests.crash;

import org.jspecify.annotations.NullMarked;
