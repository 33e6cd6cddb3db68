/** One event, one receiver, one attempt: what is sent, how it is signed, where it may go. */
@NullMarked
package dev.ordinal.webhooks.delivery;

import org.jspecify.annotations.NullMarked;
