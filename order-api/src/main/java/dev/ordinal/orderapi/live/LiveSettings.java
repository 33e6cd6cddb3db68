package dev.ordinal.orderapi.live;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.util.concurrent.TimeUnit;

/** How events are sent as they happen. */
public final class LiveSettings {

  @Min(1) @Max(100_000) @JsonProperty
  private int maxListeners = 500;

  @NotNull @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
  @MaxDuration(value = 5, unit = TimeUnit.MINUTES)
  @JsonProperty
  private Duration heartbeat = Duration.seconds(15);

  @Min(100) @Max(1_000_000) @JsonProperty
  private int history = 10_000;

  /** How many callers may listen at once before 429; 1 to 100,000, default 500. */
  public int maxListeners() {
    return maxListeners;
  }

  /** The pause between heartbeats, below the server's idle timeout; 100 ms to 5 min, 15 s. */
  long heartbeatMillis() {
    return heartbeat.toMilliseconds();
  }

  /** How many events are kept for callers who come back; 100 to 1,000,000, default 10,000. */
  public int history() {
    return history;
  }
}
