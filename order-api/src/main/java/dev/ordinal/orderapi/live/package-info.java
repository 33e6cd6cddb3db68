/** Events as they happen, over HTTP: one log in memory, any number of readers, none held up. */
@NullMarked
package dev.ordinal.orderapi.live;

import org.jspecify.annotations.NullMarked;
