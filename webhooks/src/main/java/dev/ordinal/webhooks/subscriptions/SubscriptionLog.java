package dev.ordinal.webhooks.subscriptions;

import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the events of subscriptions from the beginning and hands what there is to the workers: all
 * that is kept in memory can be read again. A record that cannot be folded is skipped, logged and
 * counted. Thread-safe.
 */
public final class SubscriptionLog implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(SubscriptionLog.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration JOIN = Duration.ofMillis(250);

  private static final List<TopicPartition> PARTITIONS =
      IntStream.range(0, Topics.WEBHOOK_EVENTS.partitions())
          .mapToObj(partition -> new TopicPartition(Topics.WEBHOOK_EVENTS.name(), partition))
          .toList();

  private final KafkaSettings kafka;
  private final Workers workers;
  private final Deserializer<WebhookEvent> events = Topics.WEBHOOK_EVENTS.value().deserializer();
  private final BackgroundLoop loop =
      new BackgroundLoop("webhook-subscriptions", Duration.ZERO, this::follow);
  private final AtomicLong skipped = new AtomicLong();
  private volatile boolean known;

  public SubscriptionLog(KafkaSettings kafka, Workers workers) {
    this.kafka = kafka;
    this.workers = workers;
  }

  /** Why the subscriptions may not be known as they are; null while all is well. */
  public @Nullable String trouble() {
    String trouble = loop.trouble();
    return trouble == null && !known ? "the subscriptions have not been read yet" : trouble;
  }

  /** The thread that reads. */
  public BackgroundLoop loop() {
    return loop;
  }

  /** How many records could not be folded, each time the topic is read. */
  public long skipped() {
    return skipped.get();
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() throws InterruptedException {
    // Not interrupted: a poll is over soon.
    loop.stop(() -> {}, JOIN);
  }

  private void setUpTopics() {
    try (Admin admin = Admin.create(kafka.client())) {
      TopicSetup.ensure(admin, kafka.replicationFactor());
    }
  }

  private void follow() {
    setUpTopics();
    try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
      consumer.assign(PARTITIONS);
      consumer.seekToBeginning(PARTITIONS);
      Subscriptions subscriptions = new Subscriptions();
      Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS, ANSWER);
      long lookAt = System.nanoTime() + LOOK.toNanos();
      while (!loop.isStopping()) {
        consumer.poll(POLL).forEach(record -> take(subscriptions, record));
        if (System.nanoTime() - lookAt > 0) {
          // A consumer alone cannot tell silence from a lost broker: this fails if it is one.
          ends = consumer.endOffsets(PARTITIONS, ANSWER);
          lookAt = System.nanoTime() + LOOK.toNanos();
        }
        if (hasReached(consumer, ends)) {
          // Not before: a subscription may be removed by what is yet to be read.
          workers.reconcile(subscriptions.all());
          known = true;
        }
        loop.goesWell();
      }
    }
  }

  private static boolean hasReached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private void take(Subscriptions subscriptions, ConsumerRecord<byte[], byte[]> record) {
    try {
      subscriptions.evolve(events.deserialize(record.topic(), record.headers(), record.value()));
    } catch (RuntimeException e) {
      skipped.incrementAndGet();
      // Without its message, which may quote what the topic holds: secrets.
      LOG.error(
          "{}-{}@{} cannot be folded, skipped: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getClass().getName());
    }
  }
}
