package dev.ordinal.webhooks.delivery;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * When an event that could not be delivered is tried again (Standard Webhooks, "Deliverability and
 * reliability").
 *
 * @param pauses after the first attempt, the second and so on; empty for no second attempt
 */
public record RetrySchedule(List<Duration> pauses) {

  /** The longest that chance adds to a pause, as a part of it. */
  private static final double JITTER = 0.2;

  public RetrySchedule {
    pauses = List.copyOf(pauses);
  }

  /**
   * The pause after {@code failures} attempts have failed, at least one.
   *
   * @param chance from 0 to 1; keeps those that failed together from coming back together
   * @return empty if that was the last attempt
   */
  public Optional<Duration> pauseAfter(int failures, double chance) {
    if (failures > pauses.size()) {
      return Optional.empty();
    }
    Duration pause = pauses.get(failures - 1);
    return Optional.of(pause.plusMillis((long) (pause.toMillis() * JITTER * chance)));
  }
}
