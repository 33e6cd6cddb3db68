package dev.ordinal.numberingstream.simulation;

import dev.ordinal.numberingstream.simulation.Weather.Fault;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one process has of one partition, from the restore of its state to the end: it reads, works
 * and commits, in transactions.
 */
final class Task {

  private static final int BATCH = 20;

  /** To compare states takes as long as to restore one, so not each is. */
  private static final int COMPARED = 4;

  /** The first poll of a consumer that begins anew takes a while. */
  private static final int FIRST_POLL_MS = 500;

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
  private Phase phase = Phase.RESTORING;
  private @Nullable Duties duties;
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
    world.note(host, "has restored", partition, "and goes on at", position);
    if (generation == partition.generation && world.random(COMPARED) == 0) {
      world.checker().restored(partition, copy.tables);
    }
    duties = new Duties(host, partition, copy, this::begun);
    phase = Phase.RUNNING;
    host.after(Duties.TICK_MS, this::tick);
    isAwake = true;
    host.after(world.random(FIRST_POLL_MS), this::run);
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
    int end = Math.min(partition.commands.size(), position + 1 + world.random(BATCH));
    if (position < end && world.planted().is(Bug.OFFSETS_COMMITTED_BEFORE)) {
      partition.offsets.append(end, Transaction.none());
    }
    while (position < end) {
      duties().decide(position++);
      if (host.crashes()) {
        return;
      }
    }
    planCommit();
    if (position < partition.commands.size()) {
      wake();
    }
  }

  private void tick() {
    if (phase == Phase.COMMITTING) {
      host.after(10, this::tick);
    } else if (phase == Phase.RUNNING && !isAborted()) {
      long pause = duties().tick();
      planCommit();
      host.after(pause, this::tick);
    }
  }

  private Duties duties() {
    return Objects.requireNonNull(duties, "restored first");
  }

  private Transaction begun() {
    if (transaction == null) {
      transaction = world.brokers().begin(partition);
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
      world.note(host, "is fenced from", partition);
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
    world.brokers().end(partition, begun(), !isAborted);
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
    } else if (!host.crashes()) {
      if (world.planted().is(Bug.OFFSETS_COMMITTED_AFTER)) {
        partition.offsets.append(position, Transaction.none());
      }
      transaction = null;
      phase = Phase.RUNNING;
      wake();
    }
  }

  /** Ends as it should, so that another can go on with its copy of the state. */
  void close() {
    if (phase != Phase.RUNNING || isFenced() || isAborted()) {
      drop();
      return;
    }
    if (transaction != null) {
      sendOffsets(transaction);
      world.brokers().end(partition, transaction, true);
    }
    phase = Phase.CLOSED;
    copy.isUpTo(partition.changelog.size());
    host.gone(this, copy);
  }

  /** Ends without a commit; what was not committed must be forgotten. */
  void drop() {
    if (!isClosed()) {
      phase = Phase.CLOSED;
      boolean isKept = world.planted().is(Bug.STATE_KEPT_AFTER_ABORT) && duties != null;
      copy.isUpTo(partition.changelog.size());
      host.gone(this, isKept ? copy : null);
    }
  }

  /** Ends because it cannot go on, and begins anew if the partition is still its own. */
  private void fail() {
    drop();
    if (transaction != null && !transaction.isDecided() && world.random(2) == 0) {
      world.brokers().end(partition, transaction, false);
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
