package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the numbers of a series name. */
public enum SeriesKind {
  @JsonProperty("order")
  ORDER,
  @JsonProperty("team")
  TEAM,
  @JsonProperty("partner")
  PARTNER,
  @JsonProperty("document")
  DOCUMENT
}
