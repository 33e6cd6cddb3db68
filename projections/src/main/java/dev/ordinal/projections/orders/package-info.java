/** What the read model knows of orders. */
@NullMarked
package dev.ordinal.projections.orders;

import org.jspecify.annotations.NullMarked;
