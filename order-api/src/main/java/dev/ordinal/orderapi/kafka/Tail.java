package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.topics.Topics;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads what is committed to some partitions, in a thread of its own and without a consumer group,
 * for as long as it runs. Its place is kept in memory, so that a lost broker loses no record. A
 * record that cannot be handled is skipped, logged and counted.
 */
public abstract class Tail implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

  private static final Duration POLL = Duration.ofSeconds(1);

  private final KafkaSettings settings;
  private final BackgroundLoop loop;
  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final AtomicLong skipped = new AtomicLong();
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /**
   * A tail.
   *
   * @param name what is read, as in "results"; names the thread and the client
   */
  Tail(KafkaSettings settings, String name) {
    this.settings = settings;
    this.loop = new BackgroundLoop(name, Duration.ZERO, this::follow);
  }

  /** The thread that reads. */
  public final BackgroundLoop loop() {
    return loop;
  }

  /** How many records could not be handled since the start. */
  public final long skipped() {
    return skipped.get();
  }

  /** Where to begin, once the brokers are there. The partitions are those that are read. */
  abstract Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> from);

  /**
   * A record has come.
   *
   * @throws RuntimeException if it cannot be handled; it is skipped then
   */
  abstract void deliver(ConsumerRecord<byte[], byte[]> record);

  /** All before these positions has been delivered. */
  abstract void reached(Map<TopicPartition, Long> positions);

  @Override
  public final void start() {
    loop.start();
  }

  @Override
  public final void stop() throws InterruptedException {
    loop.stop(this::wakeUp, POLL.multipliedBy(5));
  }

  private void wakeUp() {
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
  }

  private void follow() {
    try (Consumer<byte[], byte[]> made = new KafkaConsumer<>(config())) {
      consumer = made;
      read(made);
    } finally {
      consumer = null;
    }
  }

  private void read(Consumer<byte[], byte[]> from) {
    if (positions.isEmpty()) {
      positions.putAll(begin(from));
    }
    from.assign(positions.keySet());
    positions.forEach(from::seek);
    reached(positions);
    while (!loop.isStopping()) {
      from.poll(POLL).forEach(this::take);
      positions.replaceAll((partition, before) -> from.position(partition));
      reached(positions);
      loop.goesWell();
    }
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    TopicPartition partition = new TopicPartition(record.topic(), record.partition());
    try {
      deliver(record);
    } catch (RuntimeException e) {
      skipped.incrementAndGet();
      LOG.error("{} at offset {} cannot be handled, skipped", partition, record.offset(), e);
    } finally {
      // Whatever comes of it, it does not come again.
      positions.put(partition, record.offset() + 1);
    }
  }

  private Map<String, Object> config() {
    Map<String, Object> config = settings.client(loop.name());
    config.put(ConsumerConfig.KEY_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.VALUE_DESERIALIZER_CLASS_CONFIG, ByteArrayDeserializer.class);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "latest");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.FETCH_MIN_BYTES_CONFIG, 1);
    config.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 100);
    config.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, Topics.MAX_RECORD_BYTES);
    config.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    return config;
  }
}
