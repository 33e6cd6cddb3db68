/** The public face: HTTP in, commands out, replies and views back. */
@NullMarked
package dev.ordinal.orderapi;

import org.jspecify.annotations.NullMarked;
