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
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

  /** What becomes of a callback at once. */
  private record Verdict(PaymentOutcome outcome, @Nullable QuarantineReason reason) {

    static Verdict of(PaymentOutcome outcome) {
      return new Verdict(outcome, null);
    }

    static Verdict quarantined(QuarantineReason reason) {
      return new Verdict(PaymentOutcome.QUARANTINED, reason);
    }
  }

  /** The order that this payment creates; null if it creates none. */
  static @Nullable PlaceOrder created(ReferenceState known, ReceivePayment command) {
    return known.order() == null
            && command.type() == PaymentType.SUCCEEDED
            && !contradictsItsOrder(command)
        ? command.order()
        : null;
  }

  /** Decides a callback. */
  static Decision receive(ReferenceState known, ReceivePayment command, DecisionContext context) {
    PlaceOrder created = created(known, command);
    PaymentReceived received =
        created == null
            ? received(command, verdict(known, command), known.number(), context)
            : creating(command, context);
    List<Event> events = new ArrayList<>(List.of(received));
    if (created != null) {
      events.addAll(SettlementRules.place(known, created, evolve(received), context));
    } else if (received.outcome() == PaymentOutcome.APPLIED) {
      events.addAll(SettlementRules.apply(known, evolve(received), context));
    }
    return new Decision.Accepted(events);
  }

  /**
   * Decides a callback that brings its order to a series that gives no number. The money has
   * arrived, so it is held like any payment without an order.
   */
  static Decision hold(ReferenceState known, ReceivePayment command, DecisionContext context) {
    return Decision.accepted(received(command, verdict(known, command), known.number(), context));
  }

  /** A callback whose id is known came with another key than the one that follows from its id. */
  static Decision receivedBefore(ReceivePayment command) {
    return Decision.rejected(
        Rejection.of(
            OrderRejection.PAYMENT_ALREADY_RECEIVED,
            "payment %s was received before".formatted(command.paymentId()),
            Map.of("existing", command.paymentId())));
  }

  /** The event of a payment that was accepted in {@code context} and created its order there. */
  static PaymentReceived creating(ReceivePayment command, DecisionContext context) {
    Verdict applied = Verdict.of(PaymentOutcome.APPLIED);
    return received(command, applied, context.number().number(), context);
  }

  private static Verdict verdict(ReferenceState known, ReceivePayment command) {
    OrderState order = known.order();
    if (contradictsItsOrder(command)) {
      return Verdict.quarantined(QuarantineReason.CONTRADICTS_ITS_ORDER);
    }
    if (known.payments().stream().anyMatch(payment -> isSaidAgain(payment, command, order))) {
      return Verdict.of(PaymentOutcome.DUPLICATE);
    }
    if (known.payments().size() >= MAX_DIFFERENT) {
      return Verdict.quarantined(QuarantineReason.TOO_MANY_PAYMENTS);
    }
    if (order == null) {
      return Verdict.of(PaymentOutcome.HELD);
    }
    if (command.type() == PaymentType.FAILED) {
      return Verdict.of(PaymentOutcome.APPLIED);
    }
    return command.amount() == order.totalAmount() && command.currency().equals(order.currency())
        ? ofTheWholeAmount(order, command.type() == PaymentType.SUCCEEDED)
        : Verdict.quarantined(QuarantineReason.AMOUNT_DIFFERS);
  }

  private static Verdict ofTheWholeAmount(OrderState order, boolean isSuccess) {
    if (order.refunded() != null) {
      return Verdict.quarantined(QuarantineReason.ORDER_REFUNDED);
    }
    if (order.cancelledAt() != null) {
      return Verdict.quarantined(QuarantineReason.ORDER_CANCELLED);
    }
    if (isSuccess) {
      return order.paid() == null
          ? Verdict.of(PaymentOutcome.APPLIED)
          : Verdict.quarantined(QuarantineReason.ORDER_PAID);
    }
    return Verdict.of(order.paid() == null ? PaymentOutcome.HELD : PaymentOutcome.APPLIED);
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

  private static PaymentReceived received(
      ReceivePayment command, Verdict verdict, @Nullable String number, DecisionContext context) {
    return new PaymentReceived(
        command.paymentId(),
        command.series(),
        command.gateway(),
        command.webhookId(),
        command.type(),
        command.paymentReference(),
        command.amount(),
        command.currency(),
        verdict.outcome(),
        verdict.reason(),
        number,
        Objects.requireNonNullElse(command.occurredAt(), context.acceptedAt()),
        context.acceptedAt(),
        context.commandId());
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
