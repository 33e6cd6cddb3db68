package dev.ordinal.numberingstream.topology;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a task does that nobody asks for: it defines the default series and acts on deadlines. What
 * fails is tried again later, and holds up nothing else. For the task's thread.
 */
final class Duties {

  private static final Logger LOG = LoggerFactory.getLogger(Duties.class);

  /** Deadlines acted on in one go, so that a wave of them does not hold up the commands. */
  private static final int EXPIRIES_AT_ONCE = 200;

  private static final String LOOK = "the look at the deadlines";

  private final Attempts attempts;
  private final Writer writer;
  private final LargeCommands large;
  private final StreamMetrics metrics;
  private final WriterHealth health;
  private final DeadlineTicks ticks;
  private final Backoff<Deadline> deadlines = new Backoff<>();
  private final Backoff<String> others = new Backoff<>();
  private List<SeriesDefinition> undefined;
  private boolean isSettled;

  /**
   * Does them from now on.
   *
   * @param defaults the partition's default series; nothing can be sent yet, but at the first tick
   *     or before the first command it can
   */
  Duties(
      Attempts attempts,
      Writer writer,
      LargeCommands large,
      Collection<SeriesDefinition> defaults,
      DeadlineTicks.Settings settings,
      ProcessorContext<?, ?> context,
      StreamMetrics metrics) {
    this.attempts = attempts;
    this.writer = writer;
    this.large = large;
    this.undefined = List.copyOf(defaults);
    this.metrics = metrics;
    this.health = metrics.health();
    metrics.settling().inc();
    health.opened(attempts.partition());
    this.ticks = new DeadlineTicks(settings, context, this::tick);
  }

  /** The writer's clock. */
  Instant now() {
    return ticks.now();
  }

  /** Defines those of the default series that are not. */
  void defineDefaults(Instant now) {
    if (!undefined.isEmpty()) {
      undefined = undefined.stream().filter(definition -> !define(definition, now)).toList();
    }
  }

  /** Ends them. */
  void stop() {
    ticks.stop();
    settle();
    health.closed(attempts.partition());
  }

  /** Does what the time has come for; whether there should be another tick soon. */
  private boolean tick() {
    if (undefined.isEmpty()) {
      // By an earlier tick or command, whose transaction has been committed since.
      settle();
    }
    if (health.stop(attempts.partition(), attempts.now()) != null) {
      return true;
    }
    Instant now = ticks.now();
    defineDefaults(now);
    for (Deadline deadline : due()) {
      attempts.run(
          () -> expire(deadline, now),
          now.toEpochMilli(),
          thrown -> failed(deadlines, deadline, deadline.what(), thrown));
    }
    health.failing(attempts.partition(), deadlines.size() + others.size());
    return !isSettled;
  }

  private List<Deadline> due() {
    if (others.isWaiting(LOOK, attempts.now())) {
      return List.of();
    }
    int limit = EXPIRIES_AT_ONCE + deadlines.size();
    List<Deadline> due;
    try {
      Instant passed = ticks.passed(writer);
      due = passed == null ? List.of() : writer.due(passed, limit);
    } catch (RuntimeException e) {
      if (!Fault.isOfTheWorkAlone(e)) {
        throw attempts.aborted(e);
      }
      failed(others, LOOK, LOOK, e);
      return List.of();
    }
    others.done(LOOK);
    if (due.size() < limit) {
      // What has failed may since have been made pointless by a command.
      deadlines.retain(Set.copyOf(due));
    }
    // What is kept of a deadline's owner was accepted before it passed, and comes first.
    return due.stream()
        .filter(deadline -> !deadlines.isWaiting(deadline, attempts.now()))
        .filter(deadline -> !large.isUnfinished(deadline.owner()))
        .limit(EXPIRIES_AT_ONCE)
        .toList();
  }

  private List<Outgoing> expire(Deadline deadline, Instant now) {
    List<Event> events = writer.expire(deadline, now);
    metrics.expired().mark(events.size());
    return Outgoing.of(events);
  }

  private boolean define(SeriesDefinition definition, Instant now) {
    String what = "series " + definition.code();
    boolean isDone =
        !others.isWaiting(what, attempts.now())
            && attempts.run(
                () -> Outgoing.of(writer.define(List.of(definition), now)),
                now.toEpochMilli(),
                thrown -> failed(others, what, what, thrown));
    if (isDone) {
      others.done(what);
    }
    return isDone;
  }

  private <K> void failed(Backoff<K> backoff, K work, String what, Throwable thrown) {
    metrics.failed().mark();
    backoff.failed(work, attempts.now());
    LOG.error("{} failed and is tried again later: {}", what, Fault.trace(thrown));
  }

  private void settle() {
    if (!isSettled) {
      isSettled = true;
      metrics.settling().dec();
    }
  }
}
