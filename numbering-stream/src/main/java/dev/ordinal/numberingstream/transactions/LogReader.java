package dev.ordinal.numberingstream.transactions;

import java.time.Duration;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.RecordBatch;

/** Reads batches of a partition as they lie in the log. Not thread-safe. */
final class LogReader {

  /**
   * How much of a partition is read at most, in bytes. What lies further away is not found, and the
   * transaction is left to an operator.
   */
  private static final long MAX_BYTES = 256L * 1024 * 1024;

  /** Records of one transaction carry the times of their commands, which need not be in order. */
  private static final Duration MARGIN = Duration.ofMinutes(10);

  /** Read before the end in any case: a backlog makes times of commands much older than markers. */
  private static final long LAST_OFFSETS = 100_000;

  private final Admin admin;
  private final BrokerClient brokers;

  LogReader(Admin admin, BrokerClient brokers) {
    this.admin = admin;
    this.brokers = brokers;
  }

  /**
   * The batch that holds the offset.
   *
   * @throws KafkaException when there is none
   */
  RecordBatch batchAt(TopicPartition partition, long offset) {
    for (RecordBatch batch : brokers.fetch(partition, offset)) {
      if (batch.lastOffset() >= offset) {
        return batch;
      }
    }
    throw new KafkaException("nothing at offset %d of %s".formatted(offset, partition));
  }

  /**
   * Reads on until told to stop, the end, or {@link #MAX_BYTES}.
   *
   * @param timestamp from where, in milliseconds since the epoch, with a margin
   * @param wantsMore called with each batch
   */
  void read(TopicPartition partition, long timestamp, Predicate<RecordBatch> wantsMore) {
    long offset = start(partition, timestamp);
    long bytes = 0;
    while (bytes < MAX_BYTES) {
      long next = offset;
      for (RecordBatch batch : brokers.fetch(partition, offset)) {
        bytes += batch.sizeInBytes();
        next = batch.nextOffset();
        if (!wantsMore.test(batch)) {
          return;
        }
      }
      if (next == offset) {
        return;
      }
      offset = next;
    }
  }

  private long start(TopicPartition partition, long timestamp) {
    long first = offset(partition, OffsetSpec.earliest());
    long end = offset(partition, OffsetSpec.latest());
    long byTime =
        offset(partition, OffsetSpec.forTimestamp(Math.max(0, timestamp - MARGIN.toMillis())));
    long byCount = Math.max(first, end - LAST_OFFSETS);
    return byTime < 0 ? byCount : Math.max(first, Math.min(byTime, byCount));
  }

  private long offset(TopicPartition partition, OffsetSpec which) {
    return Answers.await(admin.listOffsets(Map.of(partition, which)).partitionResult(partition))
        .offset();
  }
}
