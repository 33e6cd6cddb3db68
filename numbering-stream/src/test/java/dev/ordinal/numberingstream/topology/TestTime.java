package dev.ordinal.numberingstream.topology;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.streams.TopologyTestDriver;
import org.jspecify.annotations.Nullable;

/** The time of a topology under test. */
final class TestTime {

  static final Duration INTERVAL = Duration.ofMillis(100);
  static final Duration GRACE = Duration.ofSeconds(5);
  static final Duration HOLD = Duration.ofMinutes(1);

  private Instant now;
  private @Nullable Instant waitsSince;

  TestTime(Instant now) {
    this.now = now;
  }

  DeadlineTicks.Settings settings() {
    return new DeadlineTicks.Settings(
        INTERVAL,
        GRACE,
        HOLD,
        () -> now,
        partition -> Optional.of(waitsSince == null ? now : waitsSince));
  }

  Instant now() {
    return now;
  }

  /** From now on a command waits, or none. */
  void commandWaits(boolean waits) {
    waitsSince = waits ? now : null;
  }

  /** Lets time pass in steps of the shortest tick. */
  void pass(TopologyTestDriver driver, Duration time) {
    for (Instant end = now.plus(time); now.isBefore(end); ) {
      now = now.plus(INTERVAL);
      driver.advanceWallClockTime(INTERVAL);
    }
  }

  /** Lets the clock leap. */
  void leap(Duration by) {
    now = now.plus(by);
  }
}
