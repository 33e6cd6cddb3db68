package dev.ordinal.webhooks.delivery;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** How events are delivered. */
public final class DeliverySettings {

  @JsonProperty private boolean allowPrivateAddresses = false;

  @NotNull @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
  @MaxDuration(value = 60, unit = TimeUnit.SECONDS)
  @JsonProperty
  private Duration timeout = Duration.seconds(15);

  @NotNull @Size(max = 100) @JsonProperty
  private List<@NotNull @MaxDuration(value = 30, unit = TimeUnit.DAYS) Duration> retries =
      List.of(
          Duration.seconds(5),
          Duration.minutes(5),
          Duration.minutes(30),
          Duration.hours(2),
          Duration.hours(5),
          Duration.hours(10),
          Duration.hours(14),
          Duration.hours(20),
          Duration.hours(24));

  @Min(1) @Max(1_000) @JsonProperty
  private int maxSubscriptions = 100;

  /**
   * Whether receivers may have private, loopback and other special addresses and be reached by
   * plain HTTP; default no. For trials: it lets whoever may subscribe reach this network.
   */
  public boolean allowPrivateAddresses() {
    return allowPrivateAddresses;
  }

  /** How long an attempt may take in all; 100 ms to 60 s, default 15 s. */
  public java.time.Duration timeout() {
    return timeout.toJavaDuration();
  }

  /**
   * The pauses between attempts; at most 100 of up to 30 days, by default those of the standard.
   */
  public RetrySchedule retries() {
    return new RetrySchedule(retries.stream().map(Duration::toJavaDuration).toList());
  }

  /** How many subscriptions are delivered to at once; 1 to 1,000, default 100. */
  public int maxSubscriptions() {
    return maxSubscriptions;
  }
}
