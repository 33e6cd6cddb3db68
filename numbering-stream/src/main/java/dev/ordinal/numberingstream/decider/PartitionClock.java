package dev.ordinal.numberingstream.decider;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The time of a partition, up to which deadlines pass by themselves. It is behind the clock by the
 * grace and never passes a time at which commands were accepted that are not decided, so no command
 * comes too late because it had to wait. It never goes back. For one thread; reads no clock.
 */
public final class PartitionClock {

  /**
   * A deadline that is overdue by more than this when a writer starts tells of a long outage, or of
   * a clock that is wrong.
   */
  public static final Duration OVERDUE = Duration.ofMinutes(5);

  private final Duration grace;
  private final Duration hold;
  private @Nullable Instant time;
  private @Nullable Instant heldSince;
  private boolean started;

  /**
   * The clock of a partition whose writer starts.
   *
   * @param grace how long a command that was accepted may take until it is durable, and by how much
   *     clocks may differ
   * @param hold for how long overdue deadlines are held at the start
   */
  public PartitionClock(Duration grace, Duration hold) {
    this.grace = grace;
    this.hold = hold;
  }

  /**
   * Moves on.
   *
   * @param now the writer's clock
   * @param decidedUpTo when all commands were decided that were durable then; null if not known
   * @param earliest the earliest deadline that is not acted on; null for none
   * @return the time whose deadlines pass now; null if none may, or none is due
   */
  public @Nullable Instant passed(
      Instant now, @Nullable Instant decidedUpTo, @Nullable Instant earliest) {
    if (decidedUpTo == null) {
      return null;
    }
    Instant reached = decidedUpTo.minus(grace);
    if (time != null && !reached.isAfter(time)) {
      return null;
    }
    Instant due = earliest == null || earliest.isAfter(reached) ? null : earliest;
    if (!started && due != null && isHeld(now, reached, due)) {
      return null;
    }
    started = true;
    heldSince = null;
    time = reached;
    return due == null ? null : reached;
  }

  /** Since when overdue deadlines are held; null if none are. */
  public @Nullable Instant heldSince() {
    return heldSince;
  }

  /** The time of the deadlines that would pass if {@code decidedUpTo} is right. */
  public Instant reached(Instant decidedUpTo) {
    return decidedUpTo.minus(grace);
  }

  /** How long the next deadline is away, at most the grace: no later one can come before. */
  public Duration pause(Instant now, @Nullable Instant earliest) {
    Duration left = earliest == null ? grace : Duration.between(now, earliest.plus(grace));
    return left.compareTo(grace) < 0 ? left : grace;
  }

  private boolean isHeld(Instant now, Instant reached, Instant earliest) {
    if (heldSince == null) {
      if (Duration.between(earliest, reached).compareTo(OVERDUE) <= 0) {
        return false;
      }
      heldSince = now;
    }
    return Duration.between(heldSince, now).compareTo(hold) < 0;
  }
}
