package dev.ordinal.webhooks.subscriptions;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.webhooks.delivery.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The events of one partition on their way to one receiver, one at a time. For one thread. */
final class Lane {

  private static final Logger LOG = LoggerFactory.getLogger(Lane.class);

  /** What {@link #message} needs. */
  private static final List<String> HEADERS = List.of("ce_id", "ce_type", "ce_time");

  private final Deque<ConsumerRecord<byte[], byte[]>> waiting = new ArrayDeque<>();
  private final Instant since;

  /** The offset behind everything that was polled. */
  private long polledTo;

  private UUID definition;
  private int failures;
  private Instant notBefore;

  /**
   * A lane that begins at an offset.
   *
   * @param progress what was committed with it, or a beginning
   */
  Lane(long offset, Progress progress) {
    this.polledTo = offset;
    this.since = progress.since();
    this.definition = progress.definition();
    this.failures = progress.failures();
    this.notBefore = progress.notBefore();
  }

  /** Takes what was polled. */
  void add(List<ConsumerRecord<byte[], byte[]>> records, long position) {
    waiting.addAll(records);
    polledTo = position;
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  /**
   * Drops what the subscription does not want, and what is no event, up to the next event that it
   * does. A new definition forgets the failures: the receiver may be another, or mended.
   */
  void settle(Subscription subscription) {
    if (!definition.equals(subscription.definition())) {
      definition = subscription.definition();
      failures = 0;
      notBefore = Instant.EPOCH;
    }
    while (!waiting.isEmpty() && !isWanted(waiting.element(), subscription)) {
      waiting.remove();
    }
  }

  private static boolean isWanted(ConsumerRecord<byte[], byte[]> next, Subscription subscription) {
    boolean isEvent =
        next.value() != null && HEADERS.stream().allMatch(name -> value(next, name) != null);
    if (!isEvent) {
      LOG.error(
          "{}-{}@{} is no event, skipped for webhook {}",
          next.topic(),
          next.partition(),
          next.offset(),
          subscription.id());
    }
    return isEvent && subscription.wants(header(next, "ce_type"));
  }

  /** Whether an attempt may be made. */
  boolean isDue(Instant now) {
    return !waiting.isEmpty() && !notBefore.isAfter(now);
  }

  /** When the next attempt may be. */
  Instant notBefore() {
    return notBefore;
  }

  /** When the next event was written, in milliseconds since 1970. */
  long timestamp() {
    return waiting.element().timestamp();
  }

  /** The next event as its receiver gets it. */
  Message message() {
    ConsumerRecord<byte[], byte[]> next = waiting.element();
    return Message.of(
        header(next, "ce_id"), header(next, "ce_type"), header(next, "ce_time"), next.value());
  }

  /** The next event has been delivered. */
  void delivered() {
    waiting.remove();
    failures = 0;
    notBefore = Instant.EPOCH;
  }

  /** An attempt has failed; answers how many have. */
  int failed() {
    failures++;
    return failures;
  }

  /** The next attempt is in a while. */
  void pause(Instant now, Duration pause) {
    notBefore = now.plus(pause);
  }

  /** What to commit: the next event that has not been delivered. */
  OffsetAndMetadata progress() {
    ConsumerRecord<byte[], byte[]> next = waiting.peek();
    return new OffsetAndMetadata(
        next == null ? polledTo : next.offset(),
        new Progress(since, definition, failures, notBefore).toText());
  }

  private static String header(ConsumerRecord<byte[], byte[]> event, String name) {
    return new String(Objects.requireNonNull(value(event, name), name), UTF_8);
  }

  private static byte @Nullable [] value(ConsumerRecord<byte[], byte[]> event, String name) {
    @Nullable Header header = event.headers().lastHeader(name);
    return header == null ? null : header.value();
  }
}
