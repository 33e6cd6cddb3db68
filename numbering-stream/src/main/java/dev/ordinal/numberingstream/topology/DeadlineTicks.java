package dev.ordinal.numberingstream.topology;

import dev.ordinal.numberingstream.decider.PartitionClock;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntFunction;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * When a task acts on deadlines: as the time of its partition passes them, see {@link
 * PartitionClock}. Each tick commits a transaction, so there is none before the next deadline can
 * have passed. For the task's thread.
 */
public final class DeadlineTicks {

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineTicks.class);

  /** Held deadlines are counted up to here. */
  private static final int COUNTED = 10_000;

  /**
   * What all tasks share.
   *
   * @param interval the shortest time between two ticks
   * @param grace see {@link PartitionClock}
   * @param hold see {@link PartitionClock}
   * @param clock the writers' time
   * @param decidedUpTo by partition, when all commands were decided that were durable then
   */
  public record Settings(
      Duration interval,
      Duration grace,
      Duration hold,
      InstantSource clock,
      IntFunction<Optional<Instant>> decidedUpTo) {}

  private final Settings settings;
  private final PartitionClock time;
  private final ProcessorContext<?, ?> context;
  private final BooleanSupplier tick;
  private @Nullable Instant earliest;
  private Cancellable next;

  /**
   * Ticks from now on.
   *
   * @param tick what is done; answers whether there should be another one soon
   */
  DeadlineTicks(Settings settings, ProcessorContext<?, ?> context, BooleanSupplier tick) {
    this.settings = settings;
    this.time = new PartitionClock(settings.grace(), settings.hold());
    this.context = context;
    this.tick = tick;
    this.next = schedule(settings.interval());
  }

  /** The writer's clock. */
  Instant now() {
    return settings.clock().instant();
  }

  /** Moves the time on; the time whose deadlines pass now, null if none do. */
  @Nullable Instant passed(Writer writer) {
    Instant decidedUpTo = settings.decidedUpTo().apply(partition()).orElse(null);
    boolean wasHeld = time.heldSince() != null;
    earliest = writer.earliestDeadline();
    Instant passed = time.passed(now(), decidedUpTo, earliest);
    if (decidedUpTo != null && !wasHeld && time.heldSince() != null) {
      announce(writer.due(time.reached(decidedUpTo), COUNTED).size());
    }
    return passed;
  }

  /**
   * Ends the ticks. Streams keeps them when a task closes, and goes on with it if it revives it.
   */
  void stop() {
    next.cancel();
  }

  private Cancellable schedule(Duration pause) {
    return context.schedule(pause, PunctuationType.WALL_CLOCK_TIME, timestamp -> tick());
  }

  private void tick() {
    boolean soon = tick.getAsBoolean();
    Duration pause = soon ? settings.interval() : time.pause(now(), earliest);
    next.cancel();
    next = schedule(pause.compareTo(settings.interval()) < 0 ? settings.interval() : pause);
  }

  private void announce(int overdue) {
    LOG.warn(
        "partition {}: {} leases and reservations are overdue, since {} or later, and end in {} s."
            + " Either nothing was decided for long, or the clock, now {}, is wrong: if it is, stop"
            + " this service first",
        partition(),
        overdue == COUNTED ? COUNTED + " or more" : Integer.toString(overdue),
        earliest,
        settings.hold().toSeconds(),
        now());
  }

  private int partition() {
    return context.taskId().partition();
  }
}
