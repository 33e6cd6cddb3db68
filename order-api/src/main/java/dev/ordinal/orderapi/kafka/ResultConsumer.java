package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.commands.Waiters;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads all results from now on and hands them to the waiters; those of other instances have none
 * here. It needs no consumer group: what lies before the start has no waiter.
 */
public final class ResultConsumer extends Tail {

  private final Waiters waiters;
  private final Set<TopicPartition> partitions;
  private volatile boolean ready;

  public ResultConsumer(KafkaSettings settings, Waiters waiters) {
    super(settings, "results");
    this.waiters = waiters;
    this.partitions = EndOffsets.partitions(Topics.RESULTS);
  }

  /** Whether every result from now on is seen. Until then no command should be sent. */
  boolean ready() {
    return ready;
  }

  @Override
  Map<TopicPartition, Long> begin(Consumer<byte[], byte[]> from) {
    return from.endOffsets(partitions);
  }

  @Override
  void reached(Map<TopicPartition, Long> positions) {
    ready = true;
  }

  @Override
  void deliver(ConsumerRecord<byte[], byte[]> result) {
    // The value stays as it is: only a waiter's own thread has to understand it.
    waiters.decided(
        Topics.RESULTS.key().deserializer().deserialize(result.topic(), result.key()),
        result.value());
  }
}
