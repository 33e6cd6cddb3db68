package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderCommand.ResolvePayment;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.Resolution;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a payment ends that is quarantined, or held for something that will not come. Rejecting is
 * always possible. Accepting is possible where nothing but the amount was in the way: a success
 * pays an order that is placed, a refund refunds one that is paid. Nothing revives a cancelled or
 * refunded order, and none is paid twice.
 */
final class ResolutionDecider {

  private ResolutionDecider() {}

  /**
   * Decides a resolution.
   *
   * @param payment null if there is none
   * @param known what is known under its reference
   */
  static Decision resolve(
      @Nullable PaymentState payment,
      ReferenceState known,
      ResolvePayment command,
      DecisionContext context) {
    if (payment == null) {
      return Decision.rejected(
          Rejection.of(
              OrderRejection.PAYMENT_NOT_FOUND, "there is no payment " + command.paymentId()));
    }
    if (payment.outcome() != PaymentOutcome.QUARANTINED
        && payment.outcome() != PaymentOutcome.HELD) {
      String outcome = payment.outcome().name().toLowerCase(Locale.ROOT);
      return Decision.rejected(
          Rejection.of(
              OrderRejection.PAYMENT_NOT_QUARANTINED,
              "payment %s is %s".formatted(command.paymentId(), outcome),
              Map.of("outcome", outcome)));
    }
    List<Event> events = new ArrayList<>();
    boolean isAccepted = command.decision() == Resolution.ACCEPT;
    PaymentOutcome outcome = isAccepted ? PaymentOutcome.APPLIED : PaymentOutcome.REJECTED;
    events.add(OrderEvents.resolved(payment, outcome, known.number(), command, context));
    if (isAccepted) {
      String hindrance = hindrance(known, payment);
      if (hindrance != null) {
        return Decision.rejected(
            Rejection.of(
                OrderRejection.PAYMENT_NOT_APPLICABLE,
                hindrance,
                known.number() == null ? Map.of() : Map.of("existing", known.number())));
      }
      events.addAll(Settlements.of(known, context).apply(payment));
    }
    return new Decision.Accepted(events);
  }

  private static @Nullable String hindrance(ReferenceState known, PaymentState payment) {
    OrderState order = known.order();
    if (order == null) {
      return "there is no order with payment reference " + payment.paymentReference();
    }
    if (order.cancelledAt() != null) {
      return "order %s is cancelled".formatted(known.number());
    }
    if (order.refunded() != null) {
      return "order %s is refunded".formatted(known.number());
    }
    if (payment.type() == PaymentType.SUCCEEDED && order.paid() != null) {
      return "order %s is paid".formatted(known.number());
    }
    if (payment.type() == PaymentType.REFUNDED && order.paid() == null) {
      return "order %s is not paid".formatted(known.number());
    }
    return null;
  }
}
