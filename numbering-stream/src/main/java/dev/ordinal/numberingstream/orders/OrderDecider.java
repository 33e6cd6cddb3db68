package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import java.time.Instant;
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
   * Decides a placement.
   *
   * @param holder the number of the order that has the command's payment reference; null for none
   */
  static Decision place(@Nullable String holder, PlaceOrder command, DecisionContext context) {
    if (holder != null) {
      return Decision.rejected(
          Rejection.of(
              OrderRejection.PAYMENT_REFERENCE_USED,
              "payment reference %s belongs to order %s"
                  .formatted(command.paymentReference(), holder),
              Map.of("existing", holder)));
    }
    return Decision.accepted(placed(command, context));
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

  /**
   * Decides a cancellation.
   *
   * @param order the order as it stands; null if there is none
   */
  static Decision cancel(@Nullable OrderState order, CancelOrder command, DecisionContext context) {
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
    return Decision.accepted(cancelled(order, command, context));
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

  /** The order after its placement. */
  static OrderState evolve(OrderPlaced event) {
    return new OrderState(
        event.series(),
        event.period(),
        event.sequence(),
        event.currency(),
        event.totalAmount(),
        event.paymentReference(),
        event.placedAt(),
        null);
  }

  /**
   * The order after its cancellation.
   *
   * @throws IllegalStateException when it was cancelled before
   */
  static OrderState evolve(OrderState order, OrderCancelled event) {
    if (order.cancelledAt() != null) {
      throw new IllegalStateException(event.number() + " is cancelled twice");
    }
    return new OrderState(
        order.series(),
        order.period(),
        order.sequence(),
        order.currency(),
        order.totalAmount(),
        order.paymentReference(),
        order.placedAt(),
        event.cancelledAt());
  }
}
