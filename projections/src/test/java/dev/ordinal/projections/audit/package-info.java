@NullMarked
package dev.ordinal.projections.audit;

import org.jspecify.annotations.NullMarked;
