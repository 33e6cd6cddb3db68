package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/**
 * Where the topics that feed the read model end now. Callers that come while the brokers are being
 * asked share the next question, so any number of them costs one request at a time. Thread-safe.
 */
public final class EndOffsets {

  private static final int TIMEOUT_MS = 1_000;

  private static final Map<TopicPartition, OffsetSpec> ENDS =
      Stream.concat(
              Stream.of(Topics.COMMANDS, Topics.RESULTS, Topics.DEAD_LETTERS),
              Topics.EVENTS.values().stream())
          .flatMap(topic -> partitions(topic).stream())
          .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));

  private final KafkaWatch watch;
  private @Nullable CompletableFuture<Map<TopicPartition, Long>> running;
  private @Nullable CompletableFuture<Map<TopicPartition, Long>> next;

  public EndOffsets(KafkaWatch watch) {
    this.watch = watch;
  }

  /** All partitions of a topic. */
  public static Set<TopicPartition> partitions(TypedTopic<?, ?> topic) {
    return IntStream.range(0, topic.partitions())
        .mapToObj(index -> new TopicPartition(topic.name(), index))
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * The high watermark of every partition, asked after this call. Not the last stable offset: a
   * reply can be seen a moment before the marker that commits it reaches the event's partition.
   *
   * <p>Fails with a {@link KafkaException} if the brokers are not there.
   */
  public CompletionStage<Map<TopicPartition, Long>> latest() {
    CompletableFuture<Map<TopicPartition, Long>> mine = new CompletableFuture<>();
    synchronized (this) {
      if (running != null) {
        if (next == null) {
          next = mine;
        }
        return next.minimalCompletionStage();
      }
      running = mine;
    }
    ask(mine);
    return mine.minimalCompletionStage();
  }

  private void ask(CompletableFuture<Map<TopicPartition, Long>> question) {
    Admin admin = watch.admin().orElse(null);
    if (admin == null) {
      answer(question, null, new KafkaException("Kafka is not reachable"));
      return;
    }
    admin
        .listOffsets(
            ENDS, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED).timeoutMs(TIMEOUT_MS))
        .all()
        .toCompletionStage()
        .whenComplete((ends, failure) -> answer(question, ends, failure));
  }

  private void answer(
      CompletableFuture<Map<TopicPartition, Long>> question,
      @Nullable Map<TopicPartition, ListOffsetsResultInfo> ends,
      @Nullable Throwable failure) {
    CompletableFuture<Map<TopicPartition, Long>> following;
    synchronized (this) {
      following = next;
      running = following;
      next = null;
    }
    if (ends == null) {
      question.completeExceptionally(
          failure == null ? new KafkaException("no end offsets") : failure);
    } else {
      Map<TopicPartition, Long> offsets = new HashMap<>();
      ends.forEach((partition, end) -> offsets.put(partition, end.offset()));
      question.complete(Map.copyOf(offsets));
    }
    if (following != null) {
      ask(following);
    }
  }
}
