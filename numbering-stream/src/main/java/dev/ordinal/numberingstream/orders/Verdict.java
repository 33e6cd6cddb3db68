package dev.ordinal.numberingstream.orders;

import static dev.ordinal.contracts.orders.QuarantineReason.ORDER_CANCELLED;
import static dev.ordinal.contracts.orders.QuarantineReason.ORDER_PAID;
import static dev.ordinal.contracts.orders.QuarantineReason.ORDER_REFUNDED;

import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.QuarantineReason;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a payment.
 *
 * @param reason why it is quarantined; null if it is not
 */
record Verdict(PaymentOutcome outcome, @Nullable QuarantineReason reason) {

  static final Verdict APPLIED = new Verdict(PaymentOutcome.APPLIED, null);
  static final Verdict DUPLICATE = new Verdict(PaymentOutcome.DUPLICATE, null);
  static final Verdict HELD = new Verdict(PaymentOutcome.HELD, null);

  /** What an order is for a payment. */
  enum Order {
    MISSING,
    PLACED,
    PAID,
    REFUNDED,
    CANCELLED
  }

  /**
   * The transitions: what a payment that differs in nothing from its order does to it. An applied
   * success makes it paid, an applied refund makes it refunded, an applied failure leaves it.
   */
  private static final Map<Order, Map<PaymentType, Verdict>> TRANSITIONS =
      new EnumMap<>(Order.class);

  static {
    add(Order.MISSING, HELD, HELD, HELD);
    add(Order.PLACED, APPLIED, HELD, APPLIED);
    add(Order.PAID, quarantined(ORDER_PAID), APPLIED, APPLIED);
    add(Order.REFUNDED, quarantined(ORDER_REFUNDED), quarantined(ORDER_REFUNDED), APPLIED);
    add(Order.CANCELLED, quarantined(ORDER_CANCELLED), quarantined(ORDER_CANCELLED), APPLIED);
  }

  private static void add(Order order, Verdict success, Verdict refund, Verdict failure) {
    TRANSITIONS.put(
        order,
        Map.of(
            PaymentType.SUCCEEDED, success,
            PaymentType.REFUNDED, refund,
            PaymentType.FAILED, failure));
  }

  static Verdict quarantined(QuarantineReason reason) {
    return new Verdict(PaymentOutcome.QUARANTINED, reason);
  }

  /** What becomes of a payment of this type that differs in nothing from its order. */
  static Verdict of(Order order, PaymentType type) {
    return Objects.requireNonNull(Objects.requireNonNull(TRANSITIONS.get(order)).get(type));
  }
}
