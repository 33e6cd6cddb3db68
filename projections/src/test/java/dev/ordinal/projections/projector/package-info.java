@NullMarked
package dev.ordinal.projections.projector;

import org.jspecify.annotations.NullMarked;
