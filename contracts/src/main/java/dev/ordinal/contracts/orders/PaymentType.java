package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What a gateway says of a payment. */
public enum PaymentType {
  /** The money came. */
  @JsonProperty("succeeded")
  SUCCEEDED,
  /** An attempt failed; another may succeed. */
  @JsonProperty("failed")
  FAILED,
  /** The money went back, all of it. */
  @JsonProperty("refunded")
  REFUNDED
}
