package dev.ordinal.contracts.orders;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;

/** Why an order command is turned down, in precedence order. */
public enum OrderRejection implements RejectionCode {
  /** The number was never given to an order. */
  ORDER_NOT_FOUND(
      "order-not-found",
      404,
      "There is no order with this number",
      "Check the number. Numbers are case-sensitive and begin with their series' code."),
  /** The order was cancelled before; {@code cancelledAt} tells when. */
  ORDER_ALREADY_CANCELLED(
      "order-already-cancelled",
      409,
      "The order is already cancelled",
      "Nothing is left to do: the order is cancelled and its number stays taken."),
  /** The order is paid. */
  ORDER_PAID(
      "order-paid",
      409,
      "The order is paid",
      "Refund the payment at its gateway instead: its callback makes the order refunded."),
  /** The order was paid and its payment refunded. */
  ORDER_REFUNDED(
      "order-refunded",
      409,
      "The order is refunded",
      "Nothing is left to do: the payment went back and the order's number stays taken."),
  /** Another order of the series has this payment reference; {@code existing} names it. */
  PAYMENT_REFERENCE_USED(
      "payment-reference-used",
      409,
      "The payment reference belongs to another order",
      "Use the order named in `existing`, or send the reference of this order's own payment."),
  /** The callback came before, under another idempotency key than its own. */
  PAYMENT_ALREADY_RECEIVED(
      "payment-already-received",
      409,
      "The callback was received before",
      "Nothing is left to do: `GET /payments/{id}` shows what became of it."),
  /** No gateway ever said anything under this id. */
  PAYMENT_NOT_FOUND(
      "payment-not-found",
      404,
      "There is no payment with this id",
      "Use an id that `GET /payments` shows."),
  /** Nothing is to be decided about this payment; {@code outcome} tells what became of it. */
  PAYMENT_NOT_QUARANTINED(
      "payment-not-quarantined",
      409,
      "The payment is neither quarantined nor held",
      "Nothing is left to do: see in `outcome` what became of the payment."),
  /** The payment's order cannot take it; {@code existing} names the order if there is one. */
  PAYMENT_NOT_APPLICABLE(
      "payment-not-applicable",
      409,
      "The payment cannot be accepted",
      "Refund it at its gateway and reject it here, or place its order first if there is none.");

  private final ProblemType type;

  OrderRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }
}
