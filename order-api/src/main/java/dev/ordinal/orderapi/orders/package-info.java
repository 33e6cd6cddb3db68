/** Orders: place, get, list, cancel. */
@NullMarked
package dev.ordinal.orderapi.orders;

import org.jspecify.annotations.NullMarked;
