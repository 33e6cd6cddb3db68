/** Webhook subscriptions as their writer knows them. */
@NullMarked
package dev.ordinal.numberingstream.webhooks;

import org.jspecify.annotations.NullMarked;
