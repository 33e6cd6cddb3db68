/** Sends a file of numbers that were given elsewhere through the public HTTP API. */
@NullMarked
package dev.ordinal.local.imports;

import org.jspecify.annotations.NullMarked;
