/** {@code ordinal audit}: proves a log on its own. */
@NullMarked
package dev.ordinal.local.audit;

import org.jspecify.annotations.NullMarked;
