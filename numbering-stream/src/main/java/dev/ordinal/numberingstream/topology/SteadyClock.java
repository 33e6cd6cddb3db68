package dev.ordinal.numberingstream.topology;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The time of this process: the wall clock's at the start, carried on by the monotonic clock. It
 * never goes back, follows the wall clock slowly where the two differ a little, and does not follow
 * a leap before it has been seen for a while. Thread-safe.
 */
public final class SteadyClock implements InstantSource {

  private static final Logger LOG = LoggerFactory.getLogger(SteadyClock.class);

  /** Above what a clock service corrects in passing, and far below what a lease lasts. */
  static final Duration LEAP = Duration.ofSeconds(10);

  /** How much faster than time it runs to come closer to a wall clock that is ahead: 1 %. */
  private static final int SLEW_DIVISOR = 100;

  private final InstantSource wall;
  private final LongSupplier nanos;
  private final Duration hold;
  private Instant time;
  private long readAt;
  private Duration leap = Duration.ZERO;
  private long leaptAt;

  /**
   * A clock that starts with the wall clock's time.
   *
   * @param wall may jump
   * @param nanos a monotonic clock, in nanoseconds
   * @param hold for how long a leap forward is not followed
   */
  public SteadyClock(InstantSource wall, LongSupplier nanos, Duration hold) {
    this.wall = wall;
    this.nanos = nanos;
    this.hold = hold;
    this.readAt = nanos.getAsLong();
    this.time = wall.instant();
  }

  @Override
  public synchronized Instant instant() {
    long now = nanos.getAsLong();
    Instant told = wall.instant();
    Duration elapsed = Duration.ofNanos(Math.max(0, now - readAt));
    readAt = now;
    Instant carried = time.plus(elapsed);
    Duration ahead = Duration.between(carried, told);
    notice(ahead, now);
    if (ahead.isNegative()) {
      // Stands still until the wall clock has caught up.
      time = told.isAfter(time) ? told : time;
    } else if (leap.isZero()) {
      time = carried.plus(shorter(ahead, elapsed.dividedBy(SLEW_DIVISOR)));
    } else if (now - leaptAt < hold.toNanos()) {
      time = carried;
    } else {
      LOG.warn("the wall clock was {} s ahead for {}: it is followed now", leap.toSeconds(), hold);
      time = told;
      leap = Duration.ZERO;
    }
    return time;
  }

  /**
   * How far the wall clock has leapt from this clock: ahead if positive, back if negative, zero if
   * the two agree.
   */
  public synchronized Duration leap() {
    instant();
    return leap;
  }

  private void notice(Duration ahead, long now) {
    if (ahead.abs().compareTo(LEAP) <= 0) {
      if (!leap.isZero()) {
        LOG.warn("the wall clock agrees with the time of this process again");
      }
      leap = Duration.ZERO;
      return;
    }
    boolean isAnother = leap.isZero() || leap.isNegative() != ahead.isNegative();
    if (isAnother || (!ahead.isNegative() && ahead.minus(leap).abs().compareTo(LEAP) > 0)) {
      leaptAt = now;
      LOG.error(
          "the wall clock leapt {} s {} the time of this process; {}",
          ahead.abs().toSeconds(),
          ahead.isNegative() ? "behind" : "ahead of",
          ahead.isNegative()
              ? "leases and reservations end by themselves when it has caught up"
              : "it is followed in %d s if it stays".formatted(hold.toSeconds()));
      leap = ahead;
    } else if (ahead.isNegative()) {
      // Shrinks while the clock stands still.
      leap = ahead;
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }
}
