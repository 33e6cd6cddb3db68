package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What became of a payment callback. */
public enum PaymentOutcome {
  /** It did what it says to its order; of a failure: it is recorded beside its order. */
  @JsonProperty("applied")
  APPLIED,
  /** The same was said before, under another webhook id, and no more money moved. */
  @JsonProperty("duplicate")
  DUPLICATE,
  /** It waits for its order, or as a refund for the payment of an order that is placed. */
  @JsonProperty("held")
  HELD,
  /** It does not fit, and changes nothing until somebody resolves it. */
  @JsonProperty("quarantined")
  QUARANTINED,
  /** It was quarantined or held, and somebody decided that it shall change nothing. */
  @JsonProperty("rejected")
  REJECTED
}
