/** How orders are decided. Pure. */
@NullMarked
package dev.ordinal.numberingstream.orders;

import org.jspecify.annotations.NullMarked;
