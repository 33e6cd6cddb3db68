package dev.ordinal.projections.projector;

import java.time.Duration;

/** The time between two attempts: 0.2 s at first, doubling up to 2 s. For one thread. */
final class Pause {

  private static final Duration SHORTEST = Duration.ofMillis(200);
  private static final Duration LONGEST = Duration.ofSeconds(2);

  private Duration current = SHORTEST;

  Duration current() {
    return current;
  }

  void lengthen() {
    Duration doubled = current.multipliedBy(2);
    current = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
  }

  void reset() {
    current = SHORTEST;
  }
}
