package dev.ordinal.orderapi.access;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** How often one key may ask. */
public final class RateLimitSettings {

  @Min(0) @Max(1_000_000) @JsonProperty
  private int requestsPerSecond = 2_000;

  @Min(1) @Max(1_000_000) @JsonProperty
  private int burst = 4_000;

  /** Requests of one key a second, in the long run; 0 to 1,000,000, 0 for any, default 2,000. */
  public int requestsPerSecond() {
    return requestsPerSecond;
  }

  /** Requests of one key at once after a pause; 1 to 1,000,000, default 4,000. */
  public int burst() {
    return burst;
  }
}
