package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.PartitionClock;
import dev.ordinal.numberingstream.simulation.Step.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What a task decides, and what it writes of it: commands, deadlines and the default series, as the
 * topology does.
 */
final class Duties {

  static final Duration GRACE = Duration.ofSeconds(5);
  static final int TICK_MS = 100;

  private static final int EXPIRIES_AT_ONCE = 200;

  private final Host host;
  private final Simulation world;
  private final Partition partition;
  private final Work work;

  /** The transaction, which begins with the first record in it. */
  private final Supplier<Transaction> begun;

  private final PartitionClock time = new PartitionClock(GRACE, Host.HOLD);
  private List<SeriesDefinition> undefined;

  Duties(Host host, Partition partition, Copy copy, Supplier<Transaction> begun) {
    this.host = host;
    this.world = host.world;
    this.partition = partition;
    this.begun = begun;
    this.work = new Work(world.planted(), copy.tables, host.clock(), partition.changelog);
    this.undefined = world.brokers().defaultsOf(partition);
  }

  /** Decides the command at this offset. */
  void decide(int offset) {
    define();
    Sent sent = partition.commands.get(offset);
    Instant at = host.clock().instant();
    Work.Done done = work.decide(begun.get(), sent, at);
    Outcome reply = done.outcome() == null ? parked(sent) : done.outcome();
    happened(step(sent, null, List.of(), done.outcome() == null, at, done.events()));
    Answer answer = new Answer(offset, sent, reply);
    partition.replies.append(answer, begun.get());
    world.note(host, "decides in", partition, offset, answer.outcome());
    if (world.planted().is(Bug.REPLY_BEFORE_COMMIT)) {
      world.checker().told(partition, answer);
    } else if (world.planted().is(Bug.UNCOMMITTED_REPLIES_READ)) {
      world.brokers().readReplies(partition);
    }
  }

  private static Outcome parked(Sent sent) {
    Rejection parked = Rejection.of(CommonRejection.COMMAND_PARKED, "nothing was changed");
    return Outcome.of(sent.envelope().commandId(), null, parked);
  }

  private void define() {
    if (!undefined.isEmpty()) {
      Instant at = host.clock().instant();
      List<Event> events = work.define(begun.get(), undefined, at);
      happened(step(null, null, undefined, false, at, events));
      undefined = List.of();
    }
  }

  /** Lets those deadlines pass whose time has come; how long it is until the next look, in ms. */
  long tick() {
    define();
    Instant at = host.clock().instant();
    Instant earliest = work.writer().earliestDeadline();
    Instant passed = passed(at, earliest);
    if (passed != null) {
      work.writer().due(passed, EXPIRIES_AT_ONCE).forEach(deadline -> expire(deadline, at));
    }
    return Math.max(TICK_MS, time.pause(at, earliest).toMillis());
  }

  private @Nullable Instant passed(Instant at, @Nullable Instant earliest) {
    if (world.planted().is(Bug.DEADLINES_BY_WALL_CLOCK)) {
      return host.wall();
    }
    boolean overtakes = world.planted().is(Bug.DEADLINES_OVERTAKE_COMMANDS);
    return time.passed(at, overtakes ? at : host.backlog(partition).decidedUpTo(), earliest);
  }

  private void expire(Deadline deadline, Instant at) {
    List<Event> events = work.expire(begun.get(), deadline, at);
    Step step = step(null, deadline, List.of(), false, at, events);
    happened(step);
    world.note(host, "lets pass", deadline, events);
    if (world.planted().is(Bug.DEADLINE_SENT_TWICE) && world.random(10) == 0) {
      happened(step);
    }
  }

  private void happened(Step step) {
    partition.events.append(step, begun.get());
  }

  private Step step(
      @Nullable Sent sent,
      @Nullable Deadline deadline,
      List<SeriesDefinition> definitions,
      boolean isParked,
      Instant at,
      List<Event> events) {
    Instant now = Instant.ofEpochMilli(world.now());
    return new Step(sent, deadline, definitions, isParked, at, now, host.isClockSane(), events);
  }
}
