package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.commands.Waiters;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads this instance's partition of the replies and hands them to the waiters. It needs no
 * consumer group: the partition is this instance's own, and what lies before the start has no
 * waiter. Its place is kept in memory, so that a lost broker loses no reply.
 */
public final class ReplyConsumer implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(ReplyConsumer.class);

  private static final Duration POLL = Duration.ofSeconds(1);
  private static final long UNKNOWN = -1;

  private final KafkaSettings settings;
  private final Waiters waiters;
  private final TopicPartition partition;
  private final Thread thread = new Thread(this::run, "replies");
  private final CountDownLatch stopping = new CountDownLatch(1);
  private volatile long position = UNKNOWN;
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  public ReplyConsumer(KafkaSettings settings, Waiters waiters) {
    this.settings = settings;
    this.waiters = waiters;
    this.partition = new TopicPartition(Topics.REPLIES.name(), settings.replyPartition());
  }

  /** Whether every reply from now on is seen. Until then no command should be sent. */
  boolean ready() {
    return position != UNKNOWN;
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() throws InterruptedException {
    stopping.countDown();
    Consumer<byte[], byte[]> current = consumer;
    if (current != null) {
      current.wakeup();
    }
    thread.join(POLL.toMillis() * 5);
  }

  private void run() {
    while (stopping.getCount() > 0) {
      try (Consumer<byte[], byte[]> made = new KafkaConsumer<>(config())) {
        consumer = made;
        read(made);
      } catch (WakeupException e) {
        LOG.debug("stopping");
      } catch (KafkaException e) {
        LOG.warn("replies cannot be read for the moment: {}", e.toString());
        pause();
      } finally {
        consumer = null;
      }
    }
  }

  private void read(Consumer<byte[], byte[]> from) {
    from.assign(List.of(partition));
    if (position == UNKNOWN) {
      from.seekToEnd(List.of(partition));
      position = from.position(partition);
    } else {
      from.seek(partition, position);
    }
    while (stopping.getCount() > 0) {
      from.poll(POLL).forEach(this::deliver);
      position = from.position(partition);
    }
  }

  private void deliver(ConsumerRecord<byte[], byte[]> reply) {
    try {
      // The value stays as it is: only a waiter's own thread has to understand it.
      waiters.decided(
          Topics.REPLIES.key().deserializer().deserialize(reply.topic(), reply.key()),
          reply.value());
    } catch (SerializationException | NullPointerException e) {
      LOG.error("{} at offset {} is not a reply, skipped", partition, reply.offset(), e);
    }
  }

  private void pause() {
    try {
      boolean stopped = stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS);
      LOG.debug("stopping: {}", stopped);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Map<String, Object> config() {
    Map<String, Object> config = settings.client("replies");
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
    config.put(ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
    return config;
  }
}
