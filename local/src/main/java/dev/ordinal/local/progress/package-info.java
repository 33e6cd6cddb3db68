/** Progress of a long command, shown to a person or written to a log. */
@NullMarked
package dev.ordinal.local.progress;

import org.jspecify.annotations.NullMarked;
