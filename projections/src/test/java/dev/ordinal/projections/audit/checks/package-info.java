@NullMarked
package dev.ordinal.projections.audit.checks;

import org.jspecify.annotations.NullMarked;
