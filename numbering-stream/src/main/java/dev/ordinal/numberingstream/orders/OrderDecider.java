package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.QuarantineReason;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The rules of orders: from state, command and context to events or a rejection. */
final class OrderDecider {

  private OrderDecider() {}

  /** When the order was placed in business terms, which chooses its period. */
  static Instant placedAt(PlaceOrder command, Instant acceptedAt) {
    return command.occurredAt() == null ? acceptedAt : command.occurredAt();
  }

  /**
   * Decides a placement: a new order, or the checkout's own copy of one that a payment created.
   *
   * @param known what is known under the command's payment reference
   * @param paidAt when the order that is known was paid; null if it is not
   * @param refundedAt when it was refunded; null if it is not
   */
  static Decision place(
      ReferenceState known,
      PlaceOrder command,
      @Nullable Instant paidAt,
      @Nullable Instant refundedAt,
      DecisionContext context) {
    if (known.number() == null || known.order() == null) {
      return context.withNext(
          command.series(),
          SeriesKind.ORDER,
          placedAt(command, context.acceptedAt()),
          next -> new Decision.Accepted(placed(known, command, next, null, context)));
    }
    if (known.isConfirmedBy(command) && paidAt != null) {
      return Decision.accepted(
          OrderEvents.confirmed(
              known.number(), known.order(), command, paidAt, refundedAt, context));
    }
    return Decision.rejected(
        Rejection.of(
            OrderRejection.PAYMENT_REFERENCE_USED,
            "payment reference %s belongs to order %s"
                .formatted(command.paymentReference(), known.number()),
            Map.of("existing", known.number())));
  }

  /**
   * Places an order and settles what was held for it.
   *
   * @param paying the payment that creates the order; null if the checkout does
   */
  static List<Event> placed(
      ReferenceState known,
      PlaceOrder command,
      NextNumber next,
      @Nullable PaymentState paying,
      DecisionContext context) {
    OrderPlaced placed = OrderEvents.placed(command, next, context);
    OrderState order = evolve(placed, null);
    Settlements settlements = new Settlements(known, placed.number(), order, context);
    PaymentState payment = paying == null ? settlements.fitting(PaymentType.SUCCEEDED) : paying;
    List<Event> events = new ArrayList<>(List.of(placed));
    events.addAll(payment == null ? settlements.unpaid() : settlements.pay(payment));
    return events;
  }

  /**
   * Decides a cancellation.
   *
   * @param order the order as it stands; null if there is none
   * @param known what is known under its payment reference
   */
  static Decision cancel(
      @Nullable OrderState order,
      ReferenceState known,
      CancelOrder command,
      DecisionContext context) {
    if (order == null) {
      return Decision.rejected(
          Rejection.of(OrderRejection.ORDER_NOT_FOUND, "there is no order " + command.number()));
    }
    if (order.cancelledAt() != null) {
      return Decision.rejected(
          Rejection.of(
              OrderRejection.ORDER_ALREADY_CANCELLED,
              "order %s was cancelled at %s".formatted(command.number(), order.cancelledAt()),
              Map.of("existing", command.number(), "cancelledAt", order.cancelledAt().toString())));
    }
    if (order.paid() != null) {
      boolean refunded = order.refunded() != null;
      return Decision.rejected(
          Rejection.of(
              refunded ? OrderRejection.ORDER_REFUNDED : OrderRejection.ORDER_PAID,
              "order %s is %s".formatted(command.number(), refunded ? "refunded" : "paid"),
              Map.of("existing", command.number())));
    }
    List<Event> events = new ArrayList<>();
    events.add(OrderEvents.cancelled(order, command, context.acceptedAt(), context.commandId()));
    // What is held for it will never be applied, so somebody must see it.
    Verdict gone = Verdict.quarantined(QuarantineReason.ORDER_CANCELLED);
    for (PaymentState held : known.held()) {
      events.add(OrderEvents.settled(held, command.number(), gone, context));
    }
    return new Decision.Accepted(events);
  }

  /**
   * The order after its placement.
   *
   * @param createdBy the payment that created it; null if the checkout did
   */
  static OrderState evolve(OrderPlaced event, @Nullable String createdBy) {
    return new OrderState(
        event.series(),
        event.period(),
        event.sequence(),
        event.currency(),
        event.totalAmount(),
        event.paymentReference(),
        event.placedAt(),
        null,
        null,
        null,
        createdBy);
  }
}
