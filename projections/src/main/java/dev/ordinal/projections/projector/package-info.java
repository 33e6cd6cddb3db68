/** The loop that folds the log into Postgres, whatever the log holds. */
@NullMarked
package dev.ordinal.projections.projector;

import org.jspecify.annotations.NullMarked;
