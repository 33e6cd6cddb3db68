/** What became of any number: who gave it or why nobody did, and which come before and after. */
@NullMarked
package dev.ordinal.orderapi.numbers;

import org.jspecify.annotations.NullMarked;
