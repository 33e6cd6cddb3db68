/** From the log to the receivers: the only part that knows Kafka. */
@NullMarked
package dev.ordinal.webhooks.subscriptions;

import org.jspecify.annotations.NullMarked;
