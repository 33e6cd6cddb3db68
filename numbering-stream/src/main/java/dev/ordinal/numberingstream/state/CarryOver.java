package dev.ordinal.numberingstream.state;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.state.CommittedLog.Stretch;
import dev.ordinal.numberingstream.topology.NumberingTopology;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Copies the changelogs of the tables that had a store each into the one of all tables, partition
 * by partition, and lists it as made: in one transaction, so that whoever sees it listed finds it
 * whole. Of two who do so at once the first is fenced. For one use.
 */
final class CarryOver {

  private static final Logger LOG = LoggerFactory.getLogger(CarryOver.class);

  /** What brokers allow at most by default: some 100 million records. */
  private static final int TRANSACTION_TIMEOUT_MS = 900_000;

  private static final int LINGER_MS = 20;
  private static final long PROGRESS_RECORDS = 500_000;

  private final Changelog changelog;
  private final Map<String, Object> clients;
  private final Map<String, String> tables;
  private long copied;
  private long total;

  /**
   * Nothing is copied yet.
   *
   * @param changelog the new one, which exists
   * @param clients where the brokers are
   * @param tables those to copy
   */
  CarryOver(Changelog changelog, Map<String, Object> clients, Set<String> tables) {
    this.changelog = changelog;
    this.clients = clients;
    this.tables = tables.stream().collect(Collectors.toMap(changelog::topic, table -> table));
  }

  /**
   * Copies all.
   *
   * @param id of the new changelog
   * @throws org.apache.kafka.common.KafkaException if that cannot be done; nothing is copied then
   */
  void run(CommittedLog log, String id) {
    long start = System.nanoTime();
    try (Producer<byte[], byte[]> producer = producer()) {
      producer.initTransactions();
      // Only now nobody else can write it: somebody may have been quicker.
      if (TableList.read(log).containsKey(NumberingTopology.STORE)) {
        return;
      }
      producer.beginTransaction();
      log.read(stretches(log), record -> copy(record, producer));
      send(
          producer,
          new ProducerRecord<>(
              Topics.TABLES.name(),
              Topics.TABLES.key().serializer().serialize("", NumberingTopology.STORE),
              Topics.TABLES.value().serializer().serialize("", id)));
      producer.commitTransaction();
    }
    LOG.warn(
        "{} changes of {} tables were carried over into {} in {} ms; the topics {} are of no use any"
            + " more but for a way back to the version before",
        copied,
        tables.size(),
        changelog.topic(),
        (System.nanoTime() - start) / 1_000_000,
        tables.keySet());
  }

  private Map<TopicPartition, Stretch> stretches(CommittedLog log) {
    Set<TopicPartition> partitions =
        tables.keySet().stream()
            .flatMap(
                topic ->
                    IntStream.range(0, Topics.OWNER_PARTITIONS)
                        .mapToObj(partition -> new TopicPartition(topic, partition)))
            .collect(Collectors.toSet());
    Map<TopicPartition, Long> begins = log.begins(partitions);
    Map<TopicPartition, Stretch> stretches = new HashMap<>();
    log.ends(partitions)
        .forEach(
            (place, end) -> stretches.put(place, new Stretch(begins.getOrDefault(place, 0L), end)));
    total = stretches.values().stream().mapToLong(stretch -> stretch.to() - stretch.from()).sum();
    LOG.warn("some {} changes of state are carried over into {}", total, changelog.topic());
    return stretches;
  }

  private void copy(ConsumerRecord<byte[], byte[]> record, Producer<byte[], byte[]> producer) {
    String table = tables.get(record.topic());
    String key = Table.key(String.valueOf(table), new String(record.key(), StandardCharsets.UTF_8));
    send(
        producer,
        new ProducerRecord<>(
            changelog.topic(),
            record.partition(),
            record.timestamp(),
            key.getBytes(StandardCharsets.UTF_8),
            record.value()));
    copied++;
    if (copied % PROGRESS_RECORDS == 0) {
      LOG.info("{} of some {} changes of state are carried over", copied, total);
    }
  }

  private static void send(
      Producer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    // Whatever fails of it fails the commit.
    Future<RecordMetadata> unused = producer.send(record);
  }

  private Producer<byte[], byte[]> producer() {
    Map<String, Object> settings = new TreeMap<>(clients);
    settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, changelog.topic("carry-over"));
    settings.put(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG, TRANSACTION_TIMEOUT_MS);
    settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
    settings.put(ProducerConfig.LINGER_MS_CONFIG, LINGER_MS);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
