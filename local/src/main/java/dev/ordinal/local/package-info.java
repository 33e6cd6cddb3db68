/** Everything of Ordinal in one process, and the command line that starts it. */
@NullMarked
package dev.ordinal.local;

import org.jspecify.annotations.NullMarked;
