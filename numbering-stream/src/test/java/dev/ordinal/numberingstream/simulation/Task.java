package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.PartitionClock;
import dev.ordinal.numberingstream.simulation.Step.Answer;
import dev.ordinal.numberingstream.simulation.Weather.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one process does with one partition: it restores the state, decides what comes, lets
 * deadlines pass, and commits in transactions. The rules are those of the topology.
 */
final class Task {

  static final Duration GRACE = Duration.ofSeconds(5);
  static final int TICK_MS = 100;

  private static final int BATCH = 20;
  private static final int EXPIRIES_AT_ONCE = 200;

  private enum Phase {
    RESTORING,
    RUNNING,
    COMMITTING,
    CLOSED
  }

  final Host host;
  final Partition partition;
  private final Simulation world;
  private final int generation;
  private final int endOfChangelog;
  private final Copy copy;
  private final PartitionClock time = new PartitionClock(GRACE, Host.HOLD);
  private List<SeriesDefinition> undefined;
  private Phase phase = Phase.RESTORING;
  private @Nullable Work work;
  private @Nullable Transaction transaction;
  private int position;
  private boolean isAwake;
  private boolean isCommitPlanned;

  Task(Host host, Partition partition, Copy copy) {
    this.host = host;
    this.partition = partition;
    this.world = host.world;
    this.generation = partition.generation;
    this.endOfChangelog = partition.changelog.size();
    this.copy = copy;
    this.undefined = world.defaultsOf(partition);
  }

  boolean isClosed() {
    return phase == Phase.CLOSED;
  }

  /** Restores the state, once no transaction can change any more what that is. */
  void restore() {
    if (isClosed()) {
      return;
    }
    boolean isEnded = partition.isOffsetStable() && partition.changelog.isStable(endOfChangelog);
    if (!isEnded && !world.planted().is(Bug.TAKEOVER_WITHOUT_WAITING)) {
      host.after(50, this::restore);
      return;
    }
    copy.catchUp(partition.changelog, world.planted().restored(), world.planted()::isRestored);
    position = partition.committed();
    world.note("%s has restored partition %d, goes on at %d", host, partition.index, position);
    world.checker().restored(partition, copy.tables);
    work = new Work(world.planted(), copy.tables, host.clock(), partition.changelog);
    phase = Phase.RUNNING;
    host.after(TICK_MS, this::tick);
    wake();
  }

  /** There may be commands. */
  void wake() {
    if (!isAwake && phase == Phase.RUNNING) {
      isAwake = true;
      host.after(world.random(5), this::run);
    }
  }

  private void run() {
    isAwake = false;
    if (phase != Phase.RUNNING || isAborted()) {
      return;
    }
    int end = Math.min(partition.commands.size(), position + BATCH);
    if (position < end && world.planted().is(Bug.OFFSETS_COMMITTED_BEFORE)) {
      partition.offsets.append(end, Transaction.none());
    }
    while (position < end) {
      define();
      decide(position++);
      if (host.crashes()) {
        return;
      }
    }
    planCommit();
    if (position < partition.commands.size()) {
      wake();
    }
  }

  private void decide(int offset) {
    Sent sent = partition.commands.get(offset);
    Instant at = host.clock().instant();
    Work.Done done = work().decide(begun(), sent, at);
    Reply reply = done.reply() == null ? parked(sent) : done.reply();
    partition.events.append(
        step(sent, null, List.of(), done.reply() == null, at, done.events()), begun());
    Answer answer = new Answer(offset, sent, reply);
    partition.replies.append(answer, begun());
    world.note("%s decides %d-%d %s: %s", host, partition.index, offset, sent.envelope(), reply);
    if (world.planted().is(Bug.REPLY_BEFORE_COMMIT)) {
      world.checker().told(partition, answer);
    } else if (world.planted().is(Bug.UNCOMMITTED_REPLIES_READ)) {
      world.readReplies(partition);
    }
  }

  private static Reply parked(Sent sent) {
    Rejection parked = Rejection.of(CommonRejection.COMMAND_PARKED, "nothing was changed");
    return new Reply(sent.envelope().commandId(), false, List.of(), parked);
  }

  private void define() {
    if (!undefined.isEmpty()) {
      Instant at = host.clock().instant();
      List<Event> events = work().define(begun(), undefined, at);
      partition.events.append(step(null, null, undefined, false, at, events), begun());
      undefined = List.of();
    }
  }

  private void tick() {
    Instant at = host.clock().instant();
    if (phase == Phase.COMMITTING) {
      host.after(10, this::tick);
    } else if (phase == Phase.RUNNING && !isAborted()) {
      define();
      Instant earliest = work().writer().earliestDeadline();
      Instant passed = passed(at, earliest);
      if (passed != null) {
        work().writer().due(passed, EXPIRIES_AT_ONCE).forEach(deadline -> expire(deadline, at));
      }
      planCommit();
      host.after(Math.max(TICK_MS, time.pause(at, earliest).toMillis()), this::tick);
    }
  }

  private @Nullable Instant passed(Instant at, @Nullable Instant earliest) {
    if (world.planted().is(Bug.DEADLINES_BY_WALL_CLOCK)) {
      return host.wall();
    }
    Instant decidedUpTo =
        world.planted().is(Bug.DEADLINES_OVERTAKE_COMMANDS)
            ? at
            : host.backlog(partition).decidedUpTo();
    return time.passed(at, decidedUpTo, earliest);
  }

  private void expire(Deadline deadline, Instant at) {
    Step step = step(null, deadline, List.of(), false, at, work().expire(begun(), deadline, at));
    world.note("%s lets %s pass: %s", host, deadline, step.events());
    partition.events.append(step, begun());
    if (world.planted().is(Bug.DEADLINE_SENT_TWICE) && world.random(10) == 0) {
      partition.events.append(step, begun());
    }
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

  private Work work() {
    return Objects.requireNonNull(work, "restored first");
  }

  private Transaction begun() {
    if (transaction == null) {
      transaction = world.begin(partition);
    }
    return transaction;
  }

  /** Whether the brokers have given up on the transaction; then the task ends. */
  private boolean isAborted() {
    if (transaction != null && transaction.isDecided()) {
      fail();
      return true;
    }
    return false;
  }

  private void planCommit() {
    if (transaction != null && !isCommitPlanned) {
      isCommitPlanned = true;
      host.after(5 + world.random(20), this::commit);
    }
  }

  private void commit() {
    isCommitPlanned = false;
    if (phase != Phase.RUNNING || transaction == null || isAborted() || host.crashes()) {
      return;
    }
    if (isFenced()) {
      world.note("%s is fenced from partition %d", host, partition.index);
      fail();
      return;
    }
    sendOffsets(transaction);
    phase = Phase.COMMITTING;
    if (!host.crashes()) {
      host.after(1 + world.random(5), this::endTransaction);
    }
  }

  private boolean isFenced() {
    return generation != partition.generation && !world.planted().is(Bug.ZOMBIE_NOT_FENCED);
  }

  private void sendOffsets(Transaction in) {
    if (!world.planted().is(Bug.OFFSETS_COMMITTED_BEFORE)
        && !world.planted().is(Bug.OFFSETS_COMMITTED_AFTER)) {
      partition.offsets.append(position, in);
    }
  }

  private void endTransaction() {
    if (phase != Phase.COMMITTING || isAborted()) {
      return;
    }
    boolean isAborted = world.weather().strikes(Fault.ABORT);
    world.end(partition, begun(), !isAborted);
    if (isAborted || world.weather().strikes(Fault.ABORT)) {
      // Aborted, or committed and nobody told: it starts anew from what the brokers have.
      fail();
    } else if (!host.crashes()) {
      host.after(1, this::ended);
    }
  }

  private void ended() {
    if (phase != Phase.COMMITTING) {
      return;
    }
    if (!begun().hasEnded()) {
      host.after(5, this::ended);
      return;
    }
    if (host.crashes()) {
      return;
    }
    if (world.planted().is(Bug.OFFSETS_COMMITTED_AFTER)) {
      partition.offsets.append(position, Transaction.none());
    }
    transaction = null;
    phase = Phase.RUNNING;
    wake();
  }

  /** Ends as it should, so that another can go on with its copy of the state. */
  void close() {
    if (phase != Phase.RUNNING || isFenced() || isAborted()) {
      drop();
      return;
    }
    if (transaction != null) {
      sendOffsets(transaction);
      world.end(partition, transaction, true);
    }
    phase = Phase.CLOSED;
    copy.isUpTo(partition.changelog.size());
    host.gone(this, copy);
  }

  /** Ends without a commit; what was not committed must be forgotten. */
  void drop() {
    if (isClosed()) {
      return;
    }
    phase = Phase.CLOSED;
    boolean isKept = world.planted().is(Bug.STATE_KEPT_AFTER_ABORT) && work != null;
    copy.isUpTo(partition.changelog.size());
    host.gone(this, isKept ? copy : null);
  }

  /** Ends because it cannot go on, and begins anew if the partition is still its own. */
  private void fail() {
    drop();
    if (transaction != null && !transaction.isDecided() && world.random(2) == 0) {
      world.end(partition, transaction, false);
    }
    if (partition.generation == generation) {
      world.group().reassign(partition);
    }
  }

  /** A process that stood still hears from the group again. */
  void noticeWhoOwns() {
    if (partition.generation != generation && !world.planted().is(Bug.ZOMBIE_NOT_FENCED)) {
      fail();
    }
  }
}
