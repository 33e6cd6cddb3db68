/** What the problems mean, for people and for machines. */
@NullMarked
package dev.ordinal.orderapi.problems;

import org.jspecify.annotations.NullMarked;
