@NullMarked
package dev.ordinal.local.imports;

import org.jspecify.annotations.NullMarked;
