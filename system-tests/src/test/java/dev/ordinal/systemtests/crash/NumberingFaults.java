package dev.ordinal.systemtests.crash;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.NumberingGroup;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What is done to the instances of numbering-stream. */
final class NumberingFaults {

  /** What open transactions may last in a cluster of this matrix. */
  static final Duration TRANSACTION_TIMEOUT = Duration.ofSeconds(10);

  private static final List<Part> INSTANCES = List.of(Part.NUMBERING, Part.SECOND_NUMBERING);

  /** How many commands are read once more where "the whole log" would take minutes. */
  private static final long READ_AGAIN = 20_000;

  static final List<Fault<Cluster>> ALL =
      List.of(
          new Fault<>(
              Set.of(Part.NUMBERING),
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
              Set.of(Part.NUMBERING),
              "numbering-killed-in-commit",
              "SIGKILL to both instances between prepare and complete of a transaction",
              (cluster, blow) -> {
                blow.fallInACommit(cluster.ports(), () -> INSTANCES.forEach(cluster::kill));
                INSTANCES.forEach(cluster::start);
              }),
          new Fault<>(
              Set.of(Part.NUMBERING),
              "numbering-state-deleted",
              "the same to one of them, whose state folder is deleted as well",
              (cluster, blow) -> {
                Part victim = oneOf(cluster, blow);
                blow.fallInACommit(cluster.ports(), () -> cluster.kill(victim));
                cluster.deleteState(victim);
                cluster.start(victim);
              }),
          new Fault<>(
              Set.of(Part.NUMBERING),
              "numbering-frozen",
              "SIGSTOP to one of them for longer than its transaction may last, then SIGCONT",
              (cluster, blow) -> {
                Part victim = oneOf(cluster, blow);
                blow.fall(() -> cluster.freeze(victim));
                blow.awaitSince(TRANSACTION_TIMEOUT.plusSeconds(3));
                cluster.thaw(victim);
              }),
          new Fault<>(
              Set.of(Part.NUMBERING),
              "rebalance-forced",
              "a clean stop of one of them and a start",
              (cluster, blow) -> {
                Part victim = oneOf(cluster, blow);
                blow.fall(() -> cluster.stop(victim));
                cluster.start(victim);
              }),
          new Fault<>(
              Set.of(Part.NUMBERING),
              "offsets-reset",
              "both stopped, their committed offsets set back by up to 20,000 commands",
              (cluster, blow) -> {
                blow.fall(() -> INSTANCES.forEach(cluster::stop));
                setOffsetsBack(cluster);
                INSTANCES.forEach(cluster::start);
              }));

  private NumberingFaults() {}

  /** One of those that decide: an instance that comes back has nothing for a while. */
  private static Part oneOf(Cluster cluster, Blow blow) {
    NumberingGroup group = new NumberingGroup(cluster.ports());
    List<Part> deciding =
        Await.until(
            () -> INSTANCES.stream().filter(i -> !group.partitionsOf(i).isEmpty()).toList(),
            found -> !found.isEmpty());
    return deciding.get(blow.random().nextInt(deciding.size()));
  }

  private static void setOffsetsBack(Cluster cluster) {
    try (Admin admin =
        Admin.create(Map.of("bootstrap.servers", cluster.ports().bootstrapServers()))) {
      Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
      IntStream.range(0, Topics.OWNER_PARTITIONS)
          .mapToObj(partition -> new TopicPartition(Topics.COMMANDS.name(), partition))
          .forEach(place -> ends.put(place, OffsetSpec.latest()));
      // Static members stay until their session has ended; the brokers refuse until then.
      Await.succeeds(
          () -> {
            Map<TopicPartition, OffsetAndMetadata> back = new HashMap<>();
            admin
                .listOffsets(ends)
                .all()
                .get()
                .forEach(
                    (place, end) ->
                        back.put(
                            place, new OffsetAndMetadata(Math.max(0, end.offset() - READ_AGAIN))));
            return admin.alterConsumerGroupOffsets(NumberingGroup.ID, back).all().get();
          });
    }
  }
}
