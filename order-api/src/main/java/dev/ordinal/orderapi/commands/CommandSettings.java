package dev.ordinal.orderapi.commands;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/** How commands are waited for. */
public final class CommandSettings {

  @NotNull @MinDuration(value = 0, unit = TimeUnit.SECONDS)
  @MaxDuration(value = 30, unit = TimeUnit.SECONDS)
  @JsonProperty
  private Duration defaultWait = Duration.seconds(5);

  @Min(1) @Max(1_000_000) @JsonProperty
  private int maxInFlight = 5_000;

  /** How long a caller without a {@code Prefer} header waits before 202; 0 s to 30 s. */
  public java.time.Duration defaultWait() {
    return defaultWait.toJavaDuration();
  }

  /** How many commands may be waited for at once before 429; 1 to 1,000,000, default 5,000. */
  public int maxInFlight() {
    return maxInFlight;
  }
}
