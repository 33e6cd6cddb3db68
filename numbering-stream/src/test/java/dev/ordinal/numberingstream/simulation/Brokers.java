package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.simulation.Log.View;
import dev.ordinal.numberingstream.simulation.Weather.Fault;
import java.util.List;
import java.util.stream.IntStream;

/** All partitions, the transactions on them, and who reads what they bring. */
final class Brokers {

  private static final int PARTITIONS = 3;
  private static final int TRANSACTION_TIMEOUT_MS = 10_000;

  private final Simulation world;
  private final List<Partition> partitions =
      IntStream.range(0, PARTITIONS).mapToObj(Partition::new).toList();
  private final int[] repliesRead = new int[PARTITIONS];

  Brokers(Simulation world) {
    this.world = world;
  }

  List<Partition> partitions() {
    return partitions;
  }

  /** A command is durable. */
  void arrived(Sent sent) {
    Partition partition = partitionOf(sent.envelope().command().owner());
    partition.commands.add(sent);
    world.note(partition, "gets", partition.commands.size() - 1, sent);
    world.hosts().forEach(host -> host.wake(partition));
  }

  private Partition partitionOf(String owner) {
    boolean isChanged = world.planted().is(Bug.OWNER_IN_TWO_PARTITIONS) && world.isHalfDone();
    return partitions.get(Math.floorMod(owner.hashCode(), isChanged ? PARTITIONS - 1 : PARTITIONS));
  }

  /** The default series that a partition's writer defines. */
  List<SeriesDefinition> defaultsOf(Partition partition) {
    return SeriesDefinition.defaults().stream()
        .filter(d -> Math.floorMod(d.code().hashCode(), PARTITIONS) == partition.index)
        .toList();
  }

  /** Begins a transaction, which is aborted if it takes too long. */
  Transaction begin(Partition partition) {
    Transaction transaction = new Transaction();
    world.after(
        TRANSACTION_TIMEOUT_MS,
        () -> {
          if (!transaction.isDecided()) {
            world.note("a transaction takes too long in", partition);
            end(partition, transaction, false);
          }
        });
    return transaction;
  }

  /** Decides a transaction; its markers follow. */
  void end(Partition partition, Transaction transaction, boolean commit) {
    world.note("a transaction", commit ? "commits" : "aborts", "in", partition);
    transaction.decide(commit);
    world.checker().read(partition);
    for (int log = 0; log < Transaction.LOGS; log++) {
      boolean isLate = world.weather().strikes(Fault.LATE_MARKER);
      int marked = log;
      world.after(
          isLate ? 500 + world.random(2_500) : world.random(5),
          () -> {
            transaction.mark(marked);
            if (marked == Partition.REPLIES) {
              readReplies(partition);
            }
          });
    }
  }

  /** The callers read what replies there are. */
  void readReplies(Partition partition) {
    boolean isDirty = world.planted().is(Bug.UNCOMMITTED_REPLIES_READ);
    repliesRead[partition.index] =
        partition.replies.read(
            repliesRead[partition.index],
            isDirty ? View.ALL : View.COMMITTED,
            answer -> world.checker().told(partition, answer));
  }

  /** Whether every command that is durable is decided and committed. */
  boolean isAllDecided() {
    return partitions.stream().allMatch(p -> p.committed() >= p.commands.size());
  }
}
