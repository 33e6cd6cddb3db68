/**
 * What is proven of the log, from facts that others read. It knows nothing of how numbers are made.
 */
@NullMarked
package dev.ordinal.projections.audit.checks;

import org.jspecify.annotations.NullMarked;
