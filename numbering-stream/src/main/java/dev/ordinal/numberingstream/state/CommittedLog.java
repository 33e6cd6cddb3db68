package dev.ordinal.numberingstream.state;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What is committed in some partitions, read by offset. For one thread. */
final class CommittedLog implements AutoCloseable {

  /** How long a partition may give nothing before the brokers are taken for gone. */
  private static final Duration SILENCE = Duration.ofSeconds(10);

  private static final Duration POLL = Duration.ofMillis(100);

  /**
   * How long a broker may hold an answer back where there is nothing more to read. A fetch that
   * hangs on the end of one stretch delays the first of the next, and each start reads several.
   */
  private static final int FETCH_WAIT_MS = 10;

  private final KafkaConsumer<byte[], byte[]> consumer;

  CommittedLog(Map<String, Object> settings) {
    Map<String, Object> committed = new TreeMap<>(settings);
    committed.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, IsolationLevel.READ_COMMITTED.toString());
    committed.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, FETCH_WAIT_MS);
    committed.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) SILENCE.toMillis());
    consumer =
        new KafkaConsumer<>(committed, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** The first offset of each partition. */
  Map<TopicPartition, Long> begins(Collection<TopicPartition> partitions) {
    return consumer.beginningOffsets(partitions);
  }

  /** The offset after the last that is decided of each partition. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    return consumer.endOffsets(partitions);
  }

  /** Offsets of a partition, {@code to} exclusive. */
  record Stretch(long from, long to) {}

  /** Reads one stretch, see {@link #read(Map, Consumer)}. */
  void read(
      TopicPartition partition, Stretch stretch, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    read(Map.of(partition, stretch), each);
  }

  /**
   * Reads stretches that lie within their partitions, those of several partitions interleaved.
   *
   * @throws KafkaException when the brokers do not answer
   */
  void read(Map<TopicPartition, Stretch> stretches, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Map<TopicPartition, Stretch> open = new HashMap<>(stretches);
    open.values().removeIf(stretch -> stretch.from() >= stretch.to());
    consumer.assign(open.keySet());
    consumer.resume(open.keySet()); // paused once, a partition stays so
    open.forEach((partition, stretch) -> consumer.seek(partition, stretch.from()));
    long deadline = System.nanoTime() + SILENCE.toNanos();
    while (!open.isEmpty()) {
      ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
      for (ConsumerRecord<byte[], byte[]> record : records) {
        Stretch stretch = open.get(new TopicPartition(record.topic(), record.partition()));
        if (stretch != null && record.offset() < stretch.to()) {
          each.accept(record);
        }
      }
      // Past the end of a transaction, too, which is an offset without a record.
      boolean anyEnded =
          open.entrySet()
              .removeIf(entry -> consumer.position(entry.getKey()) >= entry.getValue().to());
      if (anyEnded) {
        consumer.pause(
            consumer.assignment().stream().filter(place -> !open.containsKey(place)).toList());
      }
      if (anyEnded || !records.isEmpty()) {
        deadline = System.nanoTime() + SILENCE.toNanos();
      } else if (System.nanoTime() > deadline) {
        throw new TimeoutException("nothing comes from " + open.keySet());
      }
    }
  }

  @Override
  public void close() {
    consumer.close();
  }
}
