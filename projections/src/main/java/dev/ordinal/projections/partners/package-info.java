/** What the read model knows of partners. */
@NullMarked
package dev.ordinal.projections.partners;

import org.jspecify.annotations.NullMarked;
