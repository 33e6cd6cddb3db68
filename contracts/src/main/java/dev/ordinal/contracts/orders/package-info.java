/** The message families of orders. */
@NullMarked
package dev.ordinal.contracts.orders;

import org.jspecify.annotations.NullMarked;
