/** What the read model knows of teams. */
@NullMarked
package dev.ordinal.projections.teams;

import org.jspecify.annotations.NullMarked;
