package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What somebody decides about a quarantined payment. */
public enum Resolution {
  /** It counts in spite of what is wrong with it. */
  @JsonProperty("accept")
  ACCEPT,
  /** It changes nothing, now and later. */
  @JsonProperty("reject")
  REJECT
}
