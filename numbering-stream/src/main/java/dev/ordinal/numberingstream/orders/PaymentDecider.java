package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.QuarantineReason;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import dev.ordinal.numberingstream.decider.Offer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The rules of payments. A gateway repeats itself and mixes up the order; whatever arrives when,
 * the order ends the same, except that a cancellation counts only before the payment, and a payment
 * only before the cancellation.
 *
 * <table>
 * <caption>What becomes of a callback, the first line that applies</caption>
 * <tr><th>what comes</th><th>outcome</th><th>the order</th></tr>
 * <tr><td>success whose amount is not its own order's</td><td>quarantined</td><td>as it was</td></tr>
 * <tr><td>success with its order, and there is none</td><td>applied</td><td>placed and paid; none if
 *     its series gives no number, then the next lines apply</td></tr>
 * <tr><td>what was said before under another webhook id (see below)</td><td>duplicate</td><td>as it
 *     was</td></tr>
 * <tr><td>the 21st different thing of one reference</td><td>quarantined</td><td>as it was</td></tr>
 * <tr><td>anything, and there is no order</td><td>held until it comes</td><td>none</td></tr>
 * <tr><td>failure</td><td>applied (recorded)</td><td>as it was</td></tr>
 * <tr><td>amount or currency are not the order's</td><td>quarantined</td><td>as it was</td></tr>
 * <tr><td>success, order placed</td><td>applied</td><td>paid; refunded too if a refund is
 *     held</td></tr>
 * <tr><td>success or refund, order cancelled or refunded</td><td>quarantined</td><td>as it
 *     was</td></tr>
 * <tr><td>success, order paid otherwise</td><td>quarantined</td><td>as it was</td></tr>
 * <tr><td>refund, order paid</td><td>applied</td><td>refunded</td></tr>
 * <tr><td>refund, order placed</td><td>held until the order is paid or cancelled</td><td>as it
 *     was</td></tr>
 * </table>
 *
 * <p>Only what moves no more money is a duplicate: a failure like one of before, and a success like
 * the one that has paid the order, of the same gateway. Any other success, and every refund, may be
 * money of its own, however much it looks like an earlier one, so somebody must see it.
 */
final class PaymentDecider {

  /** Different payments kept of one reference. */
  static final int MAX_DIFFERENT = 20;

  private PaymentDecider() {}

  /** Decides a callback. */
  static Decision receive(ReferenceState known, ReceivePayment command, DecisionContext context) {
    PlaceOrder created = created(known, command);
    if (created != null) {
      Instant time = OrderDecider.placedAt(created, context.acceptedAt());
      Offer offer = context.next(created.series(), SeriesKind.ORDER, time);
      if (offer instanceof Offer.Next next) {
        return create(known, command, created, next.number(), context);
      }
      // The money has arrived, so it is held like any payment without an order.
    }
    PaymentReceived received =
        OrderEvents.received(command, verdict(known, command), known.number(), context);
    List<Event> events = new ArrayList<>(List.of(received));
    if (received.outcome() == PaymentOutcome.APPLIED) {
      events.addAll(Settlements.of(known, context).apply(evolve(received)));
    }
    return new Decision.Accepted(events);
  }

  private static Decision create(
      ReferenceState known,
      ReceivePayment command,
      PlaceOrder created,
      NextNumber next,
      DecisionContext context) {
    PaymentReceived received =
        OrderEvents.received(command, Verdict.APPLIED, next.number(), context);
    List<Event> events = new ArrayList<>(List.of(received));
    events.addAll(OrderDecider.placed(known, created, next, evolve(received), context));
    return new Decision.Accepted(events);
  }

  /** The order that this payment creates; null if it creates none. */
  private static @Nullable PlaceOrder created(ReferenceState known, ReceivePayment command) {
    return known.order() == null
            && command.type() == PaymentType.SUCCEEDED
            && !contradictsItsOrder(command)
        ? command.order()
        : null;
  }

  /** A callback whose id is known came with another key than the one that follows from its id. */
  static Decision receivedBefore(ReceivePayment command) {
    return Decision.rejected(
        Rejection.of(
            OrderRejection.PAYMENT_ALREADY_RECEIVED,
            "payment %s was received before".formatted(command.paymentId()),
            Map.of("existing", command.paymentId())));
  }

  private static Verdict verdict(ReferenceState known, ReceivePayment command) {
    OrderState order = known.order();
    if (contradictsItsOrder(command)) {
      return Verdict.quarantined(QuarantineReason.CONTRADICTS_ITS_ORDER);
    }
    if (known.payments().stream().anyMatch(payment -> isSaidAgain(payment, command, order))) {
      return Verdict.DUPLICATE;
    }
    if (known.payments().size() >= MAX_DIFFERENT) {
      return Verdict.quarantined(QuarantineReason.TOO_MANY_PAYMENTS);
    }
    boolean differs =
        order != null
            && command.type() != PaymentType.FAILED
            && !(command.amount() == order.totalAmount()
                && command.currency().equals(order.currency()));
    return differs
        ? Verdict.quarantined(QuarantineReason.AMOUNT_DIFFERS)
        : Verdict.of(order == null ? Verdict.Order.MISSING : order.status(), command.type());
  }

  private static boolean isSaidAgain(
      PaymentState earlier, ReceivePayment command, @Nullable OrderState order) {
    if (earlier.type() != command.type()
        || !earlier.gateway().equals(command.gateway())
        || !earlier.isOf(command.amount(), command.currency())) {
      return false;
    }
    return switch (command.type()) {
      case FAILED -> true;
      case SUCCEEDED -> order != null && order.isPaidBy(earlier.paymentId());
      case REFUNDED -> false;
    };
  }

  private static boolean contradictsItsOrder(ReceivePayment command) {
    PlaceOrder order = command.order();
    return order != null
        && command.type() == PaymentType.SUCCEEDED
        && (order.totalAmount() != command.amount()
            || !order.currency().equals(command.currency()));
  }

  /** The payment after it was received. */
  static PaymentState evolve(PaymentReceived event) {
    return new PaymentState(
        event.paymentId(),
        event.series(),
        event.gateway(),
        event.type(),
        event.paymentReference(),
        event.amount(),
        event.currency(),
        event.occurredAt(),
        event.outcome());
  }
}
