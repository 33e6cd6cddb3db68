package dev.ordinal.projections.audit;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.summingInt;

import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.projections.projector.KafkaSettings;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Reads what is committed, each partition on from where it was read to and exactly up to an offset
 * that is asked for. It belongs to no group and commits nothing. For one thread.
 */
final class LogReader implements AutoCloseable {

  /** How long nothing may come before what is asked for is taken for out of reach. */
  private static final Duration SILENCE = Duration.ofSeconds(30);

  private static final Duration ASK_AGAIN = Duration.ofMillis(50);

  private static final Duration POLL = Duration.ofMillis(200);
  private static final int FETCH_WAIT_MS = 20;

  private final Map<TopicPartition, Long> positions = new HashMap<>();
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Admin admin;
  private final Polled polled;

  /** Hears how far it is. */
  @FunctionalInterface
  interface Polled {

    /**
     * It came on by so many log positions; the ends of transactions take some, too.
     *
     * @throws InterruptException to end the reading
     */
    void positions(long count);
  }

  /**
   * A reader at the beginning of each partition.
   *
   * @param maxPollRecords how many records are read at a time
   * @param fetchBytes how much is fetched at a time, which bounds what waits in memory
   * @throws KafkaException if the brokers do not answer
   * @throws TopicSetup.TopicMismatchException if these are not all partitions of their topics: what
   *     is proven of a part is not proven
   */
  LogReader(
      KafkaSettings kafka,
      int maxPollRecords,
      int fetchBytes,
      Collection<TopicPartition> partitions,
      Polled polled) {
    this.polled = polled;
    this.admin = Admin.create(kafka.client());
    this.consumer =
        kafka.consumer(
            maxPollRecords,
            Map.of(
                // What is asked for next waits for the answer to what was asked for before.
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG,
                FETCH_WAIT_MS,
                ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
                fetchBytes,
                ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                fetchBytes / 4));
    try {
      requireWhole(partitions);
      consumer.assign(partitions);
      consumer.pause(partitions);
      positions.putAll(consumer.beginningOffsets(partitions));
      positions.forEach(consumer::seek);
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  private void requireWhole(Collection<TopicPartition> partitions) {
    partitions.stream()
        .collect(groupingBy(TopicPartition::topic, TreeMap::new, summingInt(partition -> 1)))
        .forEach(
            (topic, expected) -> {
              List<PartitionInfo> actual = consumer.partitionsFor(topic);
              // One that is not there yet is made in full.
              if (!actual.isEmpty()) {
                TopicSetup.checkPartitions(topic, actual.size(), expected);
              }
            });
  }

  /** All partitions of a topic. */
  static List<TopicPartition> partitions(TypedTopic<?, ?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(partition -> new TopicPartition(topic.name(), partition))
        .toList();
  }

  /** The next offset of a partition. */
  long position(TopicPartition partition) {
    return positions.getOrDefault(partition, 0L);
  }

  /** The next offset of each partition. */
  Map<TopicPartition, Long> positions() {
    return Map.copyOf(positions);
  }

  /** Where partitions end now, open transactions included. */
  Map<TopicPartition, Long> ends(Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> ends = new HashMap<>();
    await(
            admin
                .listOffsets(
                    partitions.stream().collect(Collectors.toMap(p -> p, p -> OffsetSpec.latest())))
                .all())
        .forEach((partition, end) -> ends.put(partition, end.offset()));
    return ends;
  }

  /**
   * What a group has committed for certain; partitions of which it has nothing are left out.
   *
   * @throws TimeoutException if an open transaction may change it for as long as is waited
   */
  Map<TopicPartition, Long> committed(String group, Collection<TopicPartition> partitions) {
    Map<TopicPartition, Long> committed = new HashMap<>();
    Set<TopicPartition> unstable = new HashSet<>(partitions);
    long start = System.nanoTime();
    while (true) {
      // Partitions with an open transaction are not in the answer: unlike null, that says nothing.
      stable(group, unstable)
          .forEach(
              (partition, offset) -> {
                unstable.remove(partition);
                if (offset != null) {
                  committed.put(partition, offset.offset());
                }
              });
      if (unstable.isEmpty()) {
        return committed;
      }
      if (System.nanoTime() - start > SILENCE.toNanos()) {
        throw new TimeoutException(
            "the offsets of group %s on %s are in an open transaction for %d s"
                .formatted(group, unstable, SILENCE.toSeconds()));
      }
      pause();
    }
  }

  private static void pause() {
    try {
      Thread.sleep(ASK_AGAIN.toMillis());
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    }
  }

  private Map<TopicPartition, @Nullable OffsetAndMetadata> stable(
      String group, Collection<TopicPartition> partitions) {
    return await(
        admin
            .listConsumerGroupOffsets(
                Map.of(
                    group,
                    new ListConsumerGroupOffsetsSpec().topicPartitions(List.copyOf(partitions))),
                new ListConsumerGroupOffsetsOptions().requireStable(true))
            .partitionsToOffsetAndMetadata(group));
  }

  /** Reads up to {@code targets}, exclusive. */
  void read(Map<TopicPartition, Long> targets, Consumer<ConsumerRecord<byte[], byte[]>> each) {
    read(targets, partition -> true, partition -> true, each);
  }

  /**
   * Reads up to {@code targets}, exclusive.
   *
   * @param takes whether more of a partition may come now; asked before each poll
   * @param goesOn whether a partition still has to be read
   * @throws TimeoutException if nothing comes any more short of the targets
   */
  void read(
      Map<TopicPartition, Long> targets,
      Predicate<TopicPartition> takes,
      Predicate<TopicPartition> goesOn,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    Set<TopicPartition> open = new HashSet<>(targets.keySet());
    long lastProgress = System.nanoTime();
    while (true) {
      open.removeIf(p -> position(p) >= targets.getOrDefault(p, 0L) || !goesOn.test(p));
      if (open.isEmpty()) {
        break;
      }
      Set<TopicPartition> taking = open.stream().filter(takes).collect(Collectors.toSet());
      consumer.pause(consumer.assignment());
      consumer.resume(taking);
      if (poll(taking, targets, each)) {
        lastProgress = System.nanoTime();
      } else if (System.nanoTime() - lastProgress > SILENCE.toNanos()) {
        TopicPartition stuck = open.iterator().next();
        throw new TimeoutException(
            "%s gives nothing for %d s at %d, short of %d: a transaction may be open"
                .formatted(
                    stuck, SILENCE.toSeconds(), position(stuck), targets.getOrDefault(stuck, 0L)));
      }
    }
    consumer.pause(consumer.assignment());
  }

  @Override
  public void close() {
    consumer.close(CloseOptions.timeout(Duration.ZERO));
    admin.close(Duration.ZERO);
  }

  private boolean poll(
      Set<TopicPartition> taking,
      Map<TopicPartition, Long> targets,
      Consumer<ConsumerRecord<byte[], byte[]>> each) {
    ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
    for (TopicPartition partition : records.partitions()) {
      long target = targets.getOrDefault(partition, 0L);
      for (ConsumerRecord<byte[], byte[]> one : records.records(partition)) {
        if (one.offset() < target) {
          each.accept(one);
        }
      }
    }
    long moved = 0;
    for (TopicPartition partition : taking) {
      long target = targets.getOrDefault(partition, 0L);
      long next = consumer.position(partition);
      if (next > target) {
        // What lies beyond is read when it is asked for.
        consumer.seek(partition, target);
        next = target;
      }
      moved += next - position(partition);
      positions.put(partition, next);
    }
    polled.positions(moved);
    return moved > 0;
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      throw new InterruptException(e);
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(e);
    }
  }
}
