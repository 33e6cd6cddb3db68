/** Who may do what: keys, their roles, and how often a key may ask. */
@NullMarked
package dev.ordinal.orderapi.access;

import org.jspecify.annotations.NullMarked;
