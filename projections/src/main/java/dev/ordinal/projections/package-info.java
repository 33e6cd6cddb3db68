/** Folds the log into Postgres and publishes it as SQL views in the schema {@code api}. */
@NullMarked
package dev.ordinal.projections;

import org.jspecify.annotations.NullMarked;
