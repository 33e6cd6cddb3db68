package dev.ordinal.systemtests.crash;

import static java.util.stream.Collectors.toMap;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.NumberingGroup;
import dev.ordinal.systemtests.harness.Ports;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/** What the brokers know of how far commands are decided, while no instance of numbering runs. */
final class GroupOffsets {

  private static final List<TopicPartition> COMMANDS =
      IntStream.range(0, Topics.OWNER_PARTITIONS)
          .mapToObj(partition -> new TopicPartition(Topics.COMMANDS.name(), partition))
          .toList();

  private final Ports ports;

  GroupOffsets(Ports ports) {
    this.ports = ports;
  }

  /** So many commands before the end of each partition, or the first one. */
  Map<TopicPartition, Long> beforeTheEnd(long commands) {
    Map<TopicPartition, Long> places = new HashMap<>();
    try (Admin admin = admin()) {
      Await.until(
              () ->
                  admin
                      .listOffsets(
                          COMMANDS.stream().collect(toMap(p -> p, p -> OffsetSpec.latest())))
                      .all()
                      .get(),
              ends -> true)
          .forEach((place, end) -> places.put(place, Math.max(0, end.offset() - commands)));
    }
    return places;
  }

  /** Sets the offsets of these partitions. */
  void set(Map<TopicPartition, Long> places) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    places.forEach((place, offset) -> offsets.put(place, new OffsetAndMetadata(offset)));
    try (Admin admin = admin()) {
      // Static members stay until their session has ended; the brokers refuse until then.
      Await.succeeds(() -> admin.alterConsumerGroupOffsets(NumberingGroup.ID, offsets).all().get());
    }
  }

  /** Deletes the offset of a random partition. */
  TopicPartition deleteOne(Random random) {
    TopicPartition lost = COMMANDS.get(random.nextInt(COMMANDS.size()));
    try (Admin admin = admin()) {
      Await.succeeds(
          () -> admin.deleteConsumerGroupOffsets(NumberingGroup.ID, Set.of(lost)).all().get());
    }
    return lost;
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", ports.bootstrapServers()));
  }
}
