/** Webhook subscriptions: define, get, list, remove. */
@NullMarked
package dev.ordinal.orderapi.webhooks;

import org.jspecify.annotations.NullMarked;
