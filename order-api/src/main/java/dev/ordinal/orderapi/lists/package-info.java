/** Reading the things that have numbers: one, a page, and all of them. */
@NullMarked
package dev.ordinal.orderapi.lists;

import org.jspecify.annotations.NullMarked;
