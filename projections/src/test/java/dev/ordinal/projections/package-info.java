@NullMarked
package dev.ordinal.projections;

import org.jspecify.annotations.NullMarked;
