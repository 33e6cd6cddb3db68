package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.QuarantineReason;
import dev.ordinal.numberingstream.decider.DecisionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What follows, in the same step, when an order meets its payments.
 *
 * @param known what is known under the order's reference, as it was before
 * @param number the order's
 * @param order as it was before
 */
record Settlements(ReferenceState known, String number, OrderState order, DecisionContext context) {

  /** Those of the order that there is. */
  static Settlements of(ReferenceState known, DecisionContext context) {
    return new Settlements(
        known,
        Objects.requireNonNull(known.number(), "an order"),
        Objects.requireNonNull(known.order(), "an order"),
        context);
  }

  /** Applies a payment. Of a failure nothing follows. */
  List<Event> apply(PaymentState payment) {
    return switch (payment.type()) {
      case FAILED -> List.of();
      case SUCCEEDED -> pay(payment);
      case REFUNDED -> List.of(OrderEvents.refunded(number, order, payment, context));
    };
  }

  /** Pays the order, refunds it if a refund waits for that, and settles what else is held. */
  List<Event> pay(PaymentState payment) {
    List<Event> events = new ArrayList<>();
    events.add(OrderEvents.paid(number, order, payment, context));
    PaymentState refund = fitting(PaymentType.REFUNDED);
    if (refund != null) {
      events.add(OrderEvents.refunded(number, order, refund, context));
    }
    events.addAll(others(payment, refund));
    return events;
  }

  /** Settles what is held for an order that is placed, and that nothing pays yet. */
  List<Event> unpaid() {
    return others(null, null);
  }

  /** The first held payment of this type and the order's total; null for none. */
  @Nullable PaymentState fitting(PaymentType type) {
    return known.held().stream()
        .filter(held -> held.type() == type && fits(held))
        .findFirst()
        .orElse(null);
  }

  private boolean fits(PaymentState payment) {
    return payment.isOf(order.totalAmount(), order.currency());
  }

  /** What becomes of the held payments beside those two. */
  private List<Event> others(@Nullable PaymentState paying, @Nullable PaymentState refunding) {
    List<Event> events = new ArrayList<>();
    for (PaymentState held : known.held()) {
      if (!held.equals(paying) && !held.equals(refunding)) {
        Verdict verdict = verdict(held, paying);
        if (!verdict.equals(Verdict.HELD)) {
          events.add(OrderEvents.settled(held, number, verdict, context));
        }
      }
    }
    return events;
  }

  private Verdict verdict(PaymentState held, @Nullable PaymentState paying) {
    if (held.type() != PaymentType.FAILED && !fits(held)) {
      return Verdict.quarantined(QuarantineReason.AMOUNT_DIFFERS);
    }
    if (paying == null) {
      return Verdict.of(Verdict.Order.PLACED, held.type());
    }
    boolean isSuccess = held.type() == PaymentType.SUCCEEDED;
    if (isSuccess && held.gateway().equals(paying.gateway())) {
      return Verdict.DUPLICATE;
    }
    // Successes come before refunds, of which the first that fits has refunded the order.
    return Verdict.of(isSuccess ? Verdict.Order.PAID : Verdict.Order.REFUNDED, held.type());
  }
}
