/** What became of a command, for those who ask later. */
@NullMarked
package dev.ordinal.orderapi.results;

import org.jspecify.annotations.NullMarked;
