package dev.ordinal.webhooks.subscriptions;

import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.webhooks.WebhookEvent;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
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
 * that is kept in memory can be read again. Thread-safe.
 */
public final class SubscriptionLog implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(SubscriptionLog.class);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final Duration ANSWER = Duration.ofSeconds(2);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration JOIN = Duration.ofMillis(250);
  private static final long PAUSE_MS = 500;

  private static final List<TopicPartition> PARTITIONS =
      IntStream.range(0, Topics.WEBHOOK_EVENTS.partitions())
          .mapToObj(partition -> new TopicPartition(Topics.WEBHOOK_EVENTS.name(), partition))
          .toList();

  private final KafkaSettings kafka;
  private final Workers workers;
  private final Deserializer<WebhookEvent> events = Topics.WEBHOOK_EVENTS.value().deserializer();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "webhook-subscriptions");
  private volatile @Nullable String trouble = "not started";

  public SubscriptionLog(KafkaSettings kafka, Workers workers) {
    this.kafka = kafka;
    this.workers = workers;
    thread.setDaemon(true);
  }

  /** Why the subscriptions may not be known as they are; null while all is well. */
  public @Nullable String trouble() {
    return trouble;
  }

  @Override
  public void start() {
    thread.start();
  }

  @Override
  public void stop() throws InterruptedException {
    stopping.countDown();
    thread.join(JOIN.toMillis());
  }

  private void run() {
    try {
      do {
        try {
          setUpTopics();
          follow();
        } catch (RuntimeException e) {
          waitFor(e);
        }
      } while (!stopping.await(PAUSE_MS, TimeUnit.MILLISECONDS));
    } catch (InterruptedException e) {
      LOG.debug("interrupted", e);
    }
  }

  private void setUpTopics() {
    try (Admin admin = Admin.create(kafka.client())) {
      TopicSetup.ensure(admin, kafka.replicationFactor());
    }
  }

  private void follow() {
    try (Consumer<byte[], byte[]> consumer = kafka.consumer()) {
      consumer.assign(PARTITIONS);
      consumer.seekToBeginning(PARTITIONS);
      Subscriptions subscriptions = new Subscriptions();
      Map<TopicPartition, Long> ends = consumer.endOffsets(PARTITIONS, ANSWER);
      long lookAt = System.nanoTime() + LOOK.toNanos();
      while (stopping.getCount() > 0) {
        consumer.poll(POLL).forEach(record -> subscriptions.evolve(read(record)));
        if (System.nanoTime() - lookAt > 0) {
          // A consumer alone cannot tell silence from a lost broker: this fails if it is one.
          ends = consumer.endOffsets(PARTITIONS, ANSWER);
          lookAt = System.nanoTime() + LOOK.toNanos();
        }
        if (hasReached(consumer, ends)) {
          // Not before: a subscription may be removed by what is yet to be read.
          workers.reconcile(subscriptions.all());
          trouble = null;
        }
      }
    }
  }

  private static boolean hasReached(
      Consumer<byte[], byte[]> consumer, Map<TopicPartition, Long> ends) {
    return ends.entrySet().stream()
        .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
  }

  private WebhookEvent read(ConsumerRecord<byte[], byte[]> record) {
    return events.deserialize(record.topic(), record.headers(), record.value());
  }

  private void waitFor(RuntimeException e) {
    String reason = "waiting for Kafka at " + kafka.bootstrapServers() + ": " + e;
    if (!reason.equals(trouble)) {
      LOG.warn("{}", reason);
      trouble = reason;
    }
  }
}
