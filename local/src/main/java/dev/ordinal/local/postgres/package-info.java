/** A Postgres server started by this process. */
@NullMarked
package dev.ordinal.local.postgres;

import org.jspecify.annotations.NullMarked;
