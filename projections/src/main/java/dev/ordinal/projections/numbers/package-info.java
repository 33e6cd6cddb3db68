/** What the read model knows of each number: who gave or skipped it, and where the log says so. */
@NullMarked
package dev.ordinal.projections.numbers;

import org.jspecify.annotations.NullMarked;
