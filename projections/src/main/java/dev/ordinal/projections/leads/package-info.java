/** What the read model knows of leads. */
@NullMarked
package dev.ordinal.projections.leads;

import org.jspecify.annotations.NullMarked;
