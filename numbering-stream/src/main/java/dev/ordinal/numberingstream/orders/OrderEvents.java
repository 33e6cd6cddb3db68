package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderCommand.ResolvePayment;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of orders and payments, made of what was decided. */
final class OrderEvents {

  private OrderEvents() {}

  static OrderPlaced placed(PlaceOrder command, NextNumber next, DecisionContext context) {
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
        OrderDecider.placedAt(command, context.acceptedAt()),
        context.acceptedAt(),
        context.commandId());
  }

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

  static OrderCancelled cancelled(
      OrderState order, CancelOrder command, Instant acceptedAt, UUID commandId) {
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
        acceptedAt,
        commandId);
  }

  static OrderPaid paid(
      String number, OrderState order, PaymentState payment, DecisionContext context) {
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
        context.acceptedAt(),
        context.commandId());
  }

  static OrderRefunded refunded(
      String number, OrderState order, PaymentState payment, DecisionContext context) {
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
        context.acceptedAt(),
        context.commandId());
  }

  static PaymentReceived received(
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

  static PaymentSettled settled(
      PaymentState payment, String number, Verdict verdict, DecisionContext context) {
    return new PaymentSettled(
        payment.paymentId(),
        payment.series(),
        payment.type(),
        payment.paymentReference(),
        payment.amount(),
        payment.currency(),
        verdict.outcome(),
        verdict.reason(),
        number,
        context.acceptedAt(),
        context.commandId());
  }

  static PaymentResolved resolved(
      PaymentState payment,
      PaymentOutcome outcome,
      @Nullable String number,
      ResolvePayment command,
      DecisionContext context) {
    return new PaymentResolved(
        payment.paymentId(),
        payment.series(),
        payment.gateway(),
        payment.type(),
        payment.paymentReference(),
        payment.amount(),
        payment.currency(),
        command.decision(),
        outcome,
        number,
        command.reason(),
        context.acceptedAt(),
        context.actor(),
        context.commandId());
  }
}
