package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What happens when a sequence needs more digits than its pattern shows. */
public enum Overflow {
  /** It gets them: after 9999 comes 10000. */
  @JsonProperty("widen")
  WIDEN,
  /** No more numbers are given in that period. */
  @JsonProperty("reject")
  REJECT
}
