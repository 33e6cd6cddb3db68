package dev.ordinal.contracts.webhooks;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Why a subscription was disabled by the service that delivers. */
public enum DisableReason {
  /** The receiver answered 410 Gone. */
  @JsonProperty("gone")
  GONE,
  /** The last attempt of the retry schedule failed. */
  @JsonProperty("exhausted")
  EXHAUSTED
}
