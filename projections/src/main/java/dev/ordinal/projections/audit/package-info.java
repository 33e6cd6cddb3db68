/**
 * The auditor: reads the committed log on its own and proves what was promised of it, once for the
 * command {@code audit} and all the time in the service.
 */
@NullMarked
package dev.ordinal.projections.audit;

import org.jspecify.annotations.NullMarked;
