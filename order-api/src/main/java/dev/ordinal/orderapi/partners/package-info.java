/** Partners: register, get, list, and all of them as CSV. */
@NullMarked
package dev.ordinal.orderapi.partners;

import org.jspecify.annotations.NullMarked;
