package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonProperty;

/** When the sequence of a series starts again, in the series' own zone. */
public enum Reset {
  @JsonProperty("never")
  NEVER,
  @JsonProperty("yearly")
  YEARLY,
  @JsonProperty("monthly")
  MONTHLY,
  @JsonProperty("daily")
  DAILY
}
