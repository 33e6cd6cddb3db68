package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.orders.PaymentOutcome;
import org.jspecify.annotations.Nullable;

/**
 * The answer to a gateway's callback.
 *
 * @param outcome applied, duplicate, held or quarantined
 * @param order number of the order with the payment's reference; null while there is none
 */
record CallbackView(PaymentOutcome outcome, @Nullable String order) {}
