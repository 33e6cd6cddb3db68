package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.commands.Waiters;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads this instance's partitions of the replies, one for each writer, and hands them to the
 * waiters. It needs no consumer group: the partitions are this instance's own, and what lies before
 * the start has no waiter.
 */
public final class ReplyConsumer extends Tail {

  private final Waiters waiters;
  private final Set<TopicPartition> partitions;
  private volatile boolean ready;

  public ReplyConsumer(KafkaSettings settings, Waiters waiters) {
    super(settings, "replies");
    this.waiters = waiters;
    this.partitions =
        IntStream.range(0, Topics.OWNER_PARTITIONS)
            .map(writer -> Topics.replyPartition(settings.replyPartition(), writer))
            .mapToObj(partition -> new TopicPartition(Topics.REPLIES.name(), partition))
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether every reply from now on is seen. Until then no command should be sent. */
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
  void deliver(ConsumerRecord<byte[], byte[]> reply) {
    // The value stays as it is: only a waiter's own thread has to understand it.
    waiters.decided(
        Topics.REPLIES.key().deserializer().deserialize(reply.topic(), reply.key()), reply.value());
  }
}
