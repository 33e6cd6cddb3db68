/** Posts the events to those who subscribed. */
@NullMarked
package dev.ordinal.webhooks;

import org.jspecify.annotations.NullMarked;
