package dev.ordinal.numberingstream;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a writer thread that failed waits before another takes its place: not at all after a
 * while without failures, then half a second, then twice as long each time, up to ten seconds.
 * Longer would keep its partitions from another instance. Thread-safe.
 */
final class RestartPauses {

  static final Duration LONGEST = Duration.ofSeconds(10);

  private static final Duration FIRST = Duration.ofMillis(500);

  /** What failed so long ago has nothing to do with what fails now. */
  private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(1);

  private Duration next = Duration.ZERO;
  private @Nullable Instant last;

  /** The pause after a failure at {@code now}. */
  synchronized Duration afterFailure(Instant now) {
    if (last == null || last.plus(FORGOTTEN_AFTER).isBefore(now)) {
      next = Duration.ZERO;
    }
    last = now;
    Duration pause = next;
    Duration longer = pause.isZero() ? FIRST : pause.multipliedBy(2);
    next = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    return pause;
  }
}
