package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.QuarantineReason;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.orders.OrderState.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What follows, in the same step, when an order meets its payments. */
final class SettlementRules {

  private SettlementRules() {}

  /**
   * Places an order and settles what was held for it.
   *
   * @param paying the payment that creates the order; null if the checkout does
   */
  static List<Event> place(
      ReferenceState known,
      PlaceOrder command,
      @Nullable PaymentState paying,
      DecisionContext context) {
    OrderPlaced placed = OrderDecider.placed(command, context);
    OrderState order = OrderDecider.evolve(placed, null);
    PaymentState payment = paying == null ? fitting(known, PaymentType.SUCCEEDED, order) : paying;
    List<Event> events = new ArrayList<>(List.of(placed));
    events.addAll(
        payment == null
            ? settled(known, placed.number(), order, null, null, context)
            : pay(known, placed.number(), order, payment, context));
    return events;
  }

  /**
   * Cancels an order. What is held for it will never be applied, so somebody must see it.
   *
   * @param known what is known under its reference
   */
  static List<Event> cancel(
      ReferenceState known, OrderState order, CancelOrder command, DecisionContext context) {
    List<Event> events = new ArrayList<>();
    events.add(OrderDecider.cancelled(order, command, context));
    for (PaymentState held : known.held()) {
      events.add(quarantined(held, command.number(), QuarantineReason.ORDER_CANCELLED, context));
    }
    return events;
  }

  /** Applies a payment to the order that has its reference. Of a failure nothing follows. */
  static List<Event> apply(ReferenceState known, PaymentState payment, DecisionContext context) {
    String number = Objects.requireNonNull(known.number(), "an order");
    OrderState order = Objects.requireNonNull(known.order(), "an order");
    return switch (payment.type()) {
      case FAILED -> List.of();
      case SUCCEEDED -> pay(known, number, order, payment, context);
      case REFUNDED -> List.of(refunded(number, order, payment, by(payment, context)));
    };
  }

  /** What {@code commandId} made of an order beside placing it, told again from its state. */
  static List<Event> recall(
      String number, OrderState order, DecisionContext first, OrderTables tables) {
    List<Event> events = new ArrayList<>();
    Settlement paid = order.paid();
    if (paid != null && paid.commandId().equals(first.commandId())) {
      events.add(paid(number, order, tables.existingPayment(paid.paymentId()), paid));
    }
    Settlement refunded = order.refunded();
    if (refunded != null && refunded.commandId().equals(first.commandId())) {
      events.add(refunded(number, order, tables.existingPayment(refunded.paymentId()), refunded));
    }
    return events;
  }

  private static List<Event> pay(
      ReferenceState known,
      String number,
      OrderState order,
      PaymentState payment,
      DecisionContext context) {
    List<Event> events = new ArrayList<>();
    events.add(paid(number, order, payment, by(payment, context)));
    PaymentState refund = fitting(known, PaymentType.REFUNDED, order);
    if (refund != null) {
      events.add(refunded(number, order, refund, by(refund, context)));
    }
    events.addAll(settled(known, number, order, payment, refund, context));
    return events;
  }

  /** The first held payment of this type and the order's total; null for none. */
  private static @Nullable PaymentState fitting(
      ReferenceState known, PaymentType type, OrderState order) {
    return known.held().stream()
        .filter(held -> held.type() == type && fits(held, order))
        .findFirst()
        .orElse(null);
  }

  private static boolean fits(PaymentState payment, OrderState order) {
    return payment.isOf(order.totalAmount(), order.currency());
  }

  /**
   * What becomes of the held payments beside those two. Of refunds nothing while the order is not
   * paid: they go on waiting.
   */
  private static List<Event> settled(
      ReferenceState known,
      String number,
      OrderState order,
      @Nullable PaymentState paying,
      @Nullable PaymentState refunding,
      DecisionContext context) {
    List<Event> events = new ArrayList<>();
    for (PaymentState held : known.held()) {
      if (held.equals(paying) || held.equals(refunding)) {
        continue;
      }
      if (held.type() == PaymentType.FAILED) {
        events.add(settled(held, number, PaymentOutcome.APPLIED, null, context));
      } else if (!fits(held, order)) {
        events.add(quarantined(held, number, QuarantineReason.AMOUNT_DIFFERS, context));
      } else if (paying != null) {
        events.add(ofTheWholeAmount(held, number, paying, context));
      }
    }
    return events;
  }

  /** What becomes of a success when another has paid, of a refund when another has refunded. */
  private static Event ofTheWholeAmount(
      PaymentState held, String number, PaymentState paying, DecisionContext context) {
    if (held.type() == PaymentType.REFUNDED) {
      return quarantined(held, number, QuarantineReason.ORDER_REFUNDED, context);
    }
    return held.gateway().equals(paying.gateway())
        ? settled(held, number, PaymentOutcome.DUPLICATE, null, context)
        : quarantined(held, number, QuarantineReason.ORDER_PAID, context);
  }

  private static PaymentSettled quarantined(
      PaymentState held, String number, QuarantineReason reason, DecisionContext context) {
    return settled(held, number, PaymentOutcome.QUARANTINED, reason, context);
  }

  private static Settlement by(PaymentState payment, DecisionContext context) {
    return new Settlement(payment.paymentId(), context.commandId(), context.acceptedAt());
  }

  private static PaymentSettled settled(
      PaymentState payment,
      String number,
      PaymentOutcome outcome,
      @Nullable QuarantineReason reason,
      DecisionContext context) {
    return new PaymentSettled(
        payment.paymentId(),
        payment.series(),
        payment.type(),
        payment.paymentReference(),
        payment.amount(),
        payment.currency(),
        outcome,
        reason,
        number,
        context.acceptedAt(),
        context.commandId());
  }

  private static OrderPaid paid(
      String number, OrderState order, PaymentState payment, Settlement by) {
    return new OrderPaid(
        number,
        order.series(),
        order.period(),
        order.sequence(),
        order.currency(),
        order.totalAmount(),
        payment.paymentReference(),
        order.placedAt(),
        payment.paymentId(),
        payment.gateway(),
        payment.currency(),
        payment.amount(),
        payment.at(),
        by.recordedAt(),
        by.commandId());
  }

  private static OrderRefunded refunded(
      String number, OrderState order, PaymentState payment, Settlement by) {
    return new OrderRefunded(
        number,
        order.series(),
        order.period(),
        order.sequence(),
        order.currency(),
        order.totalAmount(),
        payment.paymentReference(),
        order.placedAt(),
        payment.paymentId(),
        payment.gateway(),
        payment.currency(),
        payment.amount(),
        payment.at(),
        by.recordedAt(),
        by.commandId());
  }
}
