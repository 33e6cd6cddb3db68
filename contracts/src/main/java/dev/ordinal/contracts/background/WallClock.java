package dev.ordinal.contracts.background;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Notices when the wall clock is set back. Kafka's clients measure heartbeats, commits and backoff
 * by it: what was due soon is then due once it has caught up, so one that was made before is of no
 * use until then. Not thread-safe.
 */
final class WallClock {

  /** Above what a clock service corrects in passing, and less than a session of a consumer. */
  static final Duration TOLERANCE = Duration.ofSeconds(2);

  private final LongSupplier millis;
  private final LongSupplier nanos;
  private long ahead;

  /**
   * A wall clock that is right now.
   *
   * @param millis the wall clock, in milliseconds
   * @param nanos a monotonic clock, in nanoseconds
   */
  WallClock(LongSupplier millis, LongSupplier nanos) {
    this.millis = millis;
    this.nanos = nanos;
    this.ahead = aheadNow();
  }

  /** How far it was set back since the last look; zero if it was not. */
  Duration setBack() {
    long before = ahead;
    ahead = aheadNow();
    Duration back = Duration.ofMillis(before - ahead);
    return back.compareTo(TOLERANCE) > 0 ? back : Duration.ZERO;
  }

  private long aheadNow() {
    return millis.getAsLong() - Duration.ofNanos(nanos.getAsLong()).toMillis();
  }
}
