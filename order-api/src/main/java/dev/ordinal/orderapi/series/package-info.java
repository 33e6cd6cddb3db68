/** The series that orders can be numbered in. */
@NullMarked
package dev.ordinal.orderapi.series;

import org.jspecify.annotations.NullMarked;
