/** Reading Postgres after it has caught up with what callers were told. */
@NullMarked
package dev.ordinal.orderapi.reads;

import org.jspecify.annotations.NullMarked;
