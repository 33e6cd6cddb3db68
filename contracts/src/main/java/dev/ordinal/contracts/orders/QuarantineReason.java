package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a payment is quarantined. */
public enum QuarantineReason {
  /** Amount or currency are not those of the order that came with it. */
  @JsonProperty("contradicts-its-order")
  CONTRADICTS_ITS_ORDER,
  /** Its reference has more different payments than are kept. */
  @JsonProperty("too-many-payments")
  TOO_MANY_PAYMENTS,
  /** Amount or currency are not those of the order. */
  @JsonProperty("amount-differs")
  AMOUNT_DIFFERS,
  /** The order is cancelled: money does not revive it, and a refund has no payment to undo. */
  @JsonProperty("order-cancelled")
  ORDER_CANCELLED,
  /** The order is refunded: neither a payment nor another refund is due. */
  @JsonProperty("order-refunded")
  ORDER_REFUNDED,
  /** Another payment has paid the order. */
  @JsonProperty("order-paid")
  ORDER_PAID
}
