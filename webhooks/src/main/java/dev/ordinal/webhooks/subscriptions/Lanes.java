package dev.ordinal.webhooks.subscriptions;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that a consumer has, each with its lane: polls what they need and commits how far
 * they are. For one thread.
 */
final class Lanes implements ConsumerRebalanceListener {

  private final Consumer<byte[], byte[]> consumer;
  private final Map<TopicPartition, Lane> lanes = new HashMap<>();
  private final Map<TopicPartition, OffsetAndMetadata> committed = new HashMap<>();
  private Subscription current;
  private boolean isSubscribed;

  Lanes(Consumer<byte[], byte[]> consumer, Subscription subscription) {
    this.consumer = consumer;
    this.current = subscription;
  }

  /** Polls for the lanes that have nothing, and waits for at most that long if nothing comes. */
  void poll(Subscription now, Duration wait) {
    if (!isSubscribed || !current.topics().equals(now.topics())) {
      consumer.subscribe(now.topics(), this);
      isSubscribed = true;
    }
    current = now;
    lanes.values().forEach(lane -> lane.settle(now));
    consumer.pause(partitions(lane -> !lane.isEmpty()));
    consumer.resume(partitions(Lane::isEmpty));
    take(consumer.poll(wait));
    lanes.values().forEach(lane -> lane.settle(now));
  }

  /** The lane with the oldest of the events that may be tried. */
  Optional<Lane> next(Instant now) {
    return lanes.values().stream()
        .filter(lane -> lane.isDue(now))
        .min(Comparator.comparingLong(Lane::timestamp));
  }

  /** Commits what has changed. */
  void commit() {
    Map<TopicPartition, OffsetAndMetadata> changed = new HashMap<>();
    lanes.forEach(
        (partition, lane) -> {
          OffsetAndMetadata progress = lane.progress();
          if (!progress.equals(committed.get(partition))) {
            changed.put(partition, progress);
          }
        });
    if (!changed.isEmpty()) {
      consumer.commitSync(changed);
      committed.putAll(changed);
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    Map<TopicPartition, OffsetAndMetadata> known = consumer.committed(new HashSet<>(partitions));
    for (TopicPartition partition : partitions) {
      begin(partition, known.get(partition));
    }
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    lanes.keySet().removeAll(partitions);
    committed.keySet().removeAll(partitions);
  }

  private void begin(TopicPartition partition, @Nullable OffsetAndMetadata known) {
    Instant since =
        Objects.requireNonNull(current.since().get(partition.topic()), "not subscribed to");
    Progress progress = known == null ? null : Progress.parse(known.metadata()).orElse(null);
    if (known != null && progress != null && progress.since().equals(since)) {
      committed.put(partition, known);
      lanes.put(partition, new Lane(known.offset(), progress));
      consumer.seek(partition, known.offset());
    } else {
      long offset = firstSince(partition, since);
      lanes.put(
          partition, new Lane(offset, new Progress(since, current.definition(), 0, Instant.EPOCH)));
      consumer.seek(partition, offset);
    }
  }

  /** The first event whose command was sent at this time or later. */
  private long firstSince(TopicPartition partition, Instant since) {
    // First the end: an event between the two look-ups must not be passed over.
    long end = Objects.requireNonNull(consumer.endOffsets(Set.of(partition)).get(partition));
    OffsetAndTimestamp first =
        consumer.offsetsForTimes(Map.of(partition, since.toEpochMilli())).get(partition);
    return first == null ? end : first.offset();
  }

  private void take(ConsumerRecords<byte[], byte[]> polled) {
    lanes.forEach(
        (partition, lane) -> {
          if (lane.isEmpty()) {
            lane.add(polled.records(partition), consumer.position(partition));
          }
        });
  }

  /** How long it is until an attempt may be made, at most {@code patience}. */
  Duration untilDue(Instant now, Duration patience) {
    return lanes.values().stream()
        .filter(lane -> !lane.isEmpty())
        .map(lane -> Duration.between(now, lane.notBefore()))
        .map(wait -> wait.isNegative() ? Duration.ZERO : wait)
        .filter(wait -> wait.compareTo(patience) < 0)
        .min(Comparator.naturalOrder())
        .orElse(patience);
  }

  private Set<TopicPartition> partitions(Predicate<Lane> condition) {
    Set<TopicPartition> found = new HashSet<>();
    lanes.forEach(
        (partition, lane) -> {
          if (condition.test(lane)) {
            found.add(partition);
          }
        });
    return found;
  }
}
