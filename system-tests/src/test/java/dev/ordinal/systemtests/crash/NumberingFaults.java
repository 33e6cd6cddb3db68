package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.NumberingGroup;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;

/** What is done to the instances of numbering-stream. */
final class NumberingFaults {

  /** What open transactions may last in a cluster of this matrix. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  static final List<Part> INSTANCES = List.of(Part.NUMBERING, Part.SECOND_NUMBERING);

  /** How many commands are read once more where "the whole log" would take minutes. */
  private static final long READ_AGAIN = 20_000;

  static final List<Fault<Cluster>> ALL =
      List.of(
          Fault.ofOneOf(
              INSTANCES,
              "numbering-killed",
              "SIGKILL to one of two instances of numbering, which comes back at once or later",
              (cluster, blow) -> {
                Part victim = oneOf(cluster, blow);
                blow.fall(() -> cluster.kill(victim));
                if (blow.random().nextBoolean()) {
                  blow.awaitRecovery();
                }
                cluster.start(victim);
              }),
          new Fault<>(
              Set.copyOf(INSTANCES),
              "numbering-killed-in-commit",
              "SIGKILL to both instances between prepare and complete of a transaction",
              (cluster, blow) -> {
                blow.fallInACommit(cluster.ports(), () -> INSTANCES.forEach(cluster::kill));
                INSTANCES.forEach(cluster::start);
              }),
          Fault.ofOneOf(
              INSTANCES,
              "numbering-state-deleted",
              "the same to one of them, whose state folder is deleted as well",
              (cluster, blow) -> {
                Part victim = oneOf(cluster, blow);
                blow.fallInACommit(cluster.ports(), () -> cluster.kill(victim));
                cluster.deleteState(victim);
                cluster.start(victim);
              }),
          Fault.ofOneOf(
              INSTANCES,
              "numbering-frozen",
              "SIGSTOP to one of them for longer than its transaction may last, then SIGCONT",
              (cluster, blow) -> {
                Part victim = oneOf(cluster, blow);
                blow.fall(() -> cluster.freeze(victim));
                blow.awaitSince(TRANSACTION_TIMEOUT.plusSeconds(3));
                cluster.thaw(victim);
              }),
          Fault.ofOneOf(
              INSTANCES,
              "rebalance-forced",
              "a clean stop of one of them and a start",
              (cluster, blow) -> {
                Part victim = oneOf(cluster, blow);
                blow.fall(() -> cluster.stop(victim));
                cluster.start(victim);
              }),
          new Fault<>(
              Set.copyOf(INSTANCES),
              "offsets-reset",
              "both stopped, their committed offsets set back by up to 20,000 commands",
              (cluster, blow) -> {
                blow.fall(() -> stopBoth(cluster));
                GroupOffsets offsets = new GroupOffsets(cluster.ports());
                offsets.set(offsets.beforeTheEnd(READ_AGAIN));
                INSTANCES.forEach(cluster::start);
              }),
          new Fault<>(
              Set.of(Part.NUMBERING, Part.SECOND_NUMBERING, Part.KAFKA),
              "offsets-deleted",
              "both stopped, the offsets of a partition deleted; both wait for an operator, who has"
                  + " them read all its commands again",
              (cluster, blow) -> {
                blow.fall(() -> stopBoth(cluster));
                GroupOffsets offsets = new GroupOffsets(cluster.ports());
                TopicPartition lost = offsets.deleteOne(blow.random());
                INSTANCES.forEach(cluster::start);
                INSTANCES.forEach(i -> cluster.process(i).awaitOutput(waitingFor(lost)));
                stopBoth(cluster);
                offsets.set(Map.of(lost, 0L));
                INSTANCES.forEach(cluster::start);
              }));

  private NumberingFaults() {}

  /**
   * One that decides, if it may be hit: an instance that comes back has nothing for a while. The
   * blow misses if it hits one that has nothing, as the other is hit as well.
   */
  static Part oneOf(Cluster cluster, Blow blow) {
    NumberingGroup group = new NumberingGroup(cluster.ports());
    List<Part> deciding =
        Await.until(
            () -> INSTANCES.stream().filter(i -> !group.partitionsOf(i).isEmpty()).toList(),
            found -> !found.isEmpty());
    List<Part> victims = deciding.stream().filter(blow::mayHit).toList();
    blow.aimed(!victims.isEmpty());
    return victims.isEmpty() ? blow.part() : victims.get(blow.random().nextInt(victims.size()));
  }

  private static void stopBoth(Cluster cluster) {
    INSTANCES.parallelStream().forEach(cluster::stop);
  }

  private static String waitingFor(TopicPartition lost) {
    return "waiting for the committed offsets of group %s on [%s]"
        .formatted(NumberingGroup.ID, lost);
  }
}
