package dev.ordinal.contracts.topics;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;

/**
 * Which commands are durable and not decided, by the brokers' word: the ends of the command topic
 * against the offsets that the writers' group has committed. A decided command is one whose
 * transaction is committed.
 *
 * <p>One thread looks; any thread reads what the last look found.
 */
public final class CommandBacklog {

  /** The group of the writers, unless {@code applicationId} of numbering-stream is changed. */
  public static final String DEFAULT_GROUP = "ordinal-numbering";

  private static final int TIMEOUT_MS = 2_000;

  /** Ends that are remembered until they are decided: at two looks a second, half a minute's. */
  private static final int MAX_MARKS = 64;

  private final String group;
  private final InstantSource clock;
  private final Map<Integer, Progress> partitions = new HashMap<>();

  /** Where a partition ended at a time. */
  private record Mark(Instant at, long end) {}

  /** What is known of a partition; {@code waiting} holds the ends not decided, oldest first. */
  private static final class Progress {
    private final Deque<Mark> waiting = new ArrayDeque<>();
    private @Nullable Instant decidedUpTo;
  }

  /**
   * A backlog of which nothing is known before the first look.
   *
   * @param group the consumer group of the writers, {@link #DEFAULT_GROUP} by default
   * @param clock gives the times at which the brokers are asked
   */
  public CommandBacklog(String group, InstantSource clock) {
    this.group = group;
    this.clock = clock;
    for (int partition = 0; partition < Topics.OWNER_PARTITIONS; partition++) {
      partitions.put(partition, new Progress());
    }
  }

  /**
   * Asks the brokers, for 6 s at most. A partition of which they tell nothing stays as it was.
   *
   * @throws KafkaException when they did not tell of all partitions
   */
  public void look(Admin admin) {
    // The ends come first: what is committed later covers all that was durable at this moment.
    Instant at = clock.instant();
    Answers ends = offsets(admin, OffsetSpec.latest());
    Answers begins = offsets(admin, OffsetSpec.earliest());
    Map<TopicPartition, OffsetAndMetadata> committed =
        await(
            admin
                .listConsumerGroupOffsets(
                    Map.of(
                        group,
                        new ListConsumerGroupOffsetsSpec()
                            .topicPartitions(begins.offsets.keySet())),
                    new ListConsumerGroupOffsetsOptions().timeoutMs(TIMEOUT_MS))
                .partitionsToOffsetAndMetadata(group));
    begins.offsets.forEach(
        (partition, begin) -> {
          Long end = ends.offsets.get(partition);
          OffsetAndMetadata position = committed.get(partition);
          // Without a position, or with one before what retention left, reading begins there.
          long decided = position == null ? begin : Math.max(begin, position.offset());
          if (end != null) {
            note(partition.partition(), at, end, decided);
          }
        });
    ends.check();
    begins.check();
  }

  /**
   * A time up to which every command of the partition that was durable then is decided: the latest
   * that is known, behind the last look by little if nothing waits. Empty if none is known.
   */
  public synchronized Optional<Instant> decidedUpTo(int partition) {
    return Optional.ofNullable(progress(partition).decidedUpTo);
  }

  /**
   * For how long at least the oldest command of the partition has waited at {@code now}: since the
   * look that first saw it, so less than its age by the time between two looks, and after a start
   * of this process by what was before. Zero if none waits.
   */
  public synchronized Duration undecidedFor(int partition, Instant now) {
    Mark oldest = progress(partition).waiting.peekFirst();
    return oldest == null || now.isBefore(oldest.at())
        ? Duration.ZERO
        : Duration.between(oldest.at(), now);
  }

  /** The longest {@link #undecidedFor(int, Instant)} of all partitions. */
  public Duration undecidedFor(Instant now) {
    Duration longest = Duration.ZERO;
    for (int partition = 0; partition < Topics.OWNER_PARTITIONS; partition++) {
      Duration waiting = undecidedFor(partition, now);
      longest = waiting.compareTo(longest) > 0 ? waiting : longest;
    }
    return longest;
  }

  /** Takes in a look: the partition ended at {@code end}, and {@code decided} were, later. */
  synchronized void note(int partition, Instant at, long end, long decided) {
    Progress progress = progress(partition);
    Deque<Mark> waiting = progress.waiting;
    while (!waiting.isEmpty() && waiting.getFirst().end() <= decided) {
      progress.decidedUpTo = waiting.removeFirst().at();
    }
    if (end <= decided) {
      progress.decidedUpTo = at;
    } else if (waiting.isEmpty() || (waiting.size() < MAX_MARKS && waiting.getLast().end() < end)) {
      waiting.addLast(new Mark(at, end));
    }
  }

  private Progress progress(int partition) {
    Progress progress = partitions.get(partition);
    if (progress == null) {
      throw new IllegalArgumentException("the command topic has no partition " + partition);
    }
    return progress;
  }

  /** What the brokers told, and why not more. */
  private record Answers(
      Map<TopicPartition, Long> offsets, Map<TopicPartition, KafkaException> failures) {

    void check() {
      failures.values().stream()
          .findFirst()
          .ifPresent(
              failure -> {
                throw failure;
              });
    }
  }

  private Answers offsets(Admin admin, OffsetSpec spec) {
    Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
    partitions
        .keySet()
        .forEach(index -> asked.put(new TopicPartition(Topics.COMMANDS.name(), index), spec));
    ListOffsetsResult result =
        admin.listOffsets(
            asked, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED).timeoutMs(TIMEOUT_MS));
    Answers answers = new Answers(new HashMap<>(), new HashMap<>());
    for (TopicPartition partition : asked.keySet()) {
      try {
        answers.offsets.put(partition, await(result.partitionResult(partition)).offset());
      } catch (InterruptException e) {
        throw e;
      } catch (KafkaException e) {
        answers.failures.put(partition, e);
      }
    }
    return answers;
  }

  private static <T> T await(KafkaFuture<T> answer) {
    try {
      return answer.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof KafkaException cause ? cause : new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      // Sets the thread's flag again.
      throw new InterruptException(e);
    }
  }
}
