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
  /** Another order of the series has this payment reference; {@code existing} names it. */
  PAYMENT_REFERENCE_USED(
      "payment-reference-used",
      409,
      "The payment reference belongs to another order",
      "Use the order named in `existing`, or send the reference of this order's own payment.");

  private final ProblemType type;

  OrderRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }
}
