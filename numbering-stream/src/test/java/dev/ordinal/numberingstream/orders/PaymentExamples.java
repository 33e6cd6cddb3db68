package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderCommand.ResolvePayment;
import dev.ordinal.contracts.orders.PaymentIds;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.Resolution;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Callbacks as the API makes them, all about the order of {@link #order()}. */
final class PaymentExamples {

  static final Instant PAID_AT = Instant.parse("2025-11-21T10:15:00Z");
  static final String REFERENCE = "pay_1";

  /** The total of the orders of {@link OrderExamples}. */
  static final long TOTAL = 1530;

  private PaymentExamples() {}

  static PlaceOrder order() {
    return OrderExamples.place("GAM", REFERENCE, null);
  }

  static ReceivePayment callback(String webhookId, PaymentType type) {
    return callback(webhookId, type, TOTAL, "GBP", null);
  }

  static ReceivePayment callback(
      String webhookId,
      PaymentType type,
      long amount,
      String currency,
      @Nullable PlaceOrder order) {
    return new ReceivePayment(
        "GAM", "acme", webhookId, type, REFERENCE, amount, currency, order, PAID_AT);
  }

  static ResolvePayment resolve(String webhookId, Resolution decision) {
    return new ResolvePayment("GAM", idOf(webhookId), decision, "looked into it");
  }

  static String idOf(String webhookId) {
    return PaymentIds.of("GAM", "acme", webhookId);
  }
}
