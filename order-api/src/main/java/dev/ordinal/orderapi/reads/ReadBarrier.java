package dev.ordinal.orderapi.reads;

import dev.ordinal.orderapi.kafka.EndOffsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;

/**
 * Lets callers read their writes: what was answered to anyone before a read begins is in what it
 * reads. The wait is bounded; after it, or without Kafka, the read shows what is there, which is
 * always a true, if older, state.
 */
public final class ReadBarrier {

  /** How long Kafka may take to say where its topics end. */
  private static final Duration LOOKUP = Duration.ofMillis(250);

  private final EndOffsets ends;
  private final Positions positions;

  public ReadBarrier(EndOffsets ends, Positions positions) {
    this.ends = ends;
    this.positions = positions;
  }

  /** Done when these partitions are folded as far as they reach now, or need not be waited for. */
  CompletionStage<Void> caughtUp(Set<TopicPartition> partitions) {
    return ends.latest()
        .toCompletableFuture()
        .orTimeout(LOOKUP.toMillis(), TimeUnit.MILLISECONDS)
        .thenCompose(latest -> positions.reached(only(latest, partitions)))
        .exceptionallyCompose(failure -> CompletableFuture.completedFuture(null));
  }

  private static Map<TopicPartition, Long> only(
      Map<TopicPartition, Long> latest, Set<TopicPartition> partitions) {
    Map<TopicPartition, Long> relevant = new HashMap<>(latest);
    relevant.keySet().retainAll(partitions);
    return relevant;
  }
}
