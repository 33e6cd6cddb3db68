package dev.ordinal.systemtests.harness;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/** Reads a topic as an analyst would: all that is committed, from the beginning. */
public final class EventLog {

  private static final Duration POLL = Duration.ofMillis(200);

  private EventLog() {}

  /** Everything committed on {@code topic} so far, in order within a partition. */
  public static <K, V> List<ConsumerRecord<K, V>> read(Ports ports, TypedTopic<K, V> topic) {
    return read(ports, topic, new HashMap<>());
  }

  /**
   * The same from where it was read to before.
   *
   * @param positions where to begin, 0 without; set to where it ended
   */
  public static <K, V> List<ConsumerRecord<K, V>> read(
      Ports ports, TypedTopic<K, V> topic, Map<TopicPartition, Long> positions) {
    Map<String, Object> settings =
        Map.of(
            ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
            ports.bootstrapServers(),
            ConsumerConfig.ISOLATION_LEVEL_CONFIG,
            "read_committed",
            ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
            false);
    try (KafkaConsumer<K, V> consumer =
        new KafkaConsumer<>(settings, topic.key().deserializer(), topic.value().deserializer())) {
      List<TopicPartition> partitions =
          IntStream.range(0, topic.partitions())
              .mapToObj(partition -> new TopicPartition(topic.name(), partition))
              .toList();
      consumer.assign(partitions);
      partitions.forEach(p -> consumer.seek(p, positions.getOrDefault(p, 0L)));
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      List<ConsumerRecord<K, V>> records = new ArrayList<>();
      while (ends.entrySet().stream()
          .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
        consumer.poll(POLL).forEach(records::add);
      }
      partitions.forEach(p -> positions.put(p, consumer.position(p)));
      return records;
    }
  }

  /** Checks I1 and I2 on all topics of events and answers the numbers that were given. */
  public static Set<String> numbersOfAContiguousLog(Ports ports) {
    return new ContiguousLog(ports).advance();
  }

  /**
   * Checks I1 on these series and I2 on all topics of events, for a log in which other series skip
   * numbers on purpose, and answers the numbers that were given in all series.
   */
  public static Set<String> numbersOfAContiguousLog(Ports ports, Set<String> series) {
    return new ContiguousLog(ports, Topics.EVENTS.values(), series::contains).advance();
  }

  /** Checks I1 and I2 on a topic of events and answers the numbers that were given. */
  public static <E extends Event> Set<String> numbersOfAContiguousLog(
      Ports ports, TypedTopic<String, E> topic) {
    return new ContiguousLog(ports, List.of(topic)).advance();
  }
}
