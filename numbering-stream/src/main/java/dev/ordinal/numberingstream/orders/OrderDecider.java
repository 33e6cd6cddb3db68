package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
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
      return new Decision.Accepted(SettlementRules.place(known, command, null, context));
    }
    if (known.isConfirmedBy(command) && paidAt != null) {
      return Decision.accepted(
          confirmed(known.number(), known.order(), command, paidAt, refundedAt, context));
    }
    return Decision.rejected(
        Rejection.of(
            OrderRejection.PAYMENT_REFERENCE_USED,
            "payment reference %s belongs to order %s"
                .formatted(command.paymentReference(), known.number()),
            Map.of("existing", known.number())));
  }

  /** The event of a placement that was accepted in {@code context}. */
  static OrderPlaced placed(PlaceOrder command, DecisionContext context) {
    NextNumber next = context.number();
    return new OrderPlaced(
        next.number(),
        next.series(),
        next.period(),
        next.sequence(),
        command.customer(),
        command.currency(),
        command.totalAmount(),
        command.lines(),
        command.paymentReference(),
        command.metadata(),
        placedAt(command, context.acceptedAt()),
        context.acceptedAt(),
        context.commandId());
  }

  /** The event of a confirmation that was accepted in {@code context}. */
  static OrderConfirmed confirmed(
      String number,
      OrderState order,
      PlaceOrder command,
      Instant paidAt,
      @Nullable Instant refundedAt,
      DecisionContext context) {
    return new OrderConfirmed(
        number,
        order.series(),
        order.period(),
        order.sequence(),
        command.customer(),
        order.currency(),
        order.totalAmount(),
        command.lines(),
        Objects.requireNonNull(order.paymentReference(), "what a payment created has a reference"),
        command.metadata(),
        order.placedAt(),
        paidAt,
        refundedAt,
        context.acceptedAt(),
        context.commandId());
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
    return new Decision.Accepted(SettlementRules.cancel(known, order, command, context));
  }

  /** The event of a cancellation that was accepted in {@code context}. */
  static OrderCancelled cancelled(OrderState order, CancelOrder command, DecisionContext context) {
    return new OrderCancelled(
        command.number(),
        order.series(),
        order.period(),
        order.sequence(),
        order.currency(),
        order.totalAmount(),
        order.paymentReference(),
        order.placedAt(),
        command.reason(),
        context.acceptedAt(),
        context.commandId());
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
