/** Commands on their way: envelope, waiter, reply, and the answer made of it. */
@NullMarked
package dev.ordinal.orderapi.commands;

import org.jspecify.annotations.NullMarked;
