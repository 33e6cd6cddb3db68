package dev.ordinal.numberingstream.topology;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerInterceptor;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells a stream thread when it has processed all that it has polled, which is the time to commit:
 * there is nothing more to do in this transaction, and somebody waits. Under load the next batch
 * gathers while this one commits. Streams polls and processes in one thread, so what is known is
 * kept by thread.
 */
public final class PolledBatch implements ConsumerInterceptor<byte[], byte[]> {

  /** The last offset that was polled of each partition that has not been processed up to there. */
  private static final ThreadLocal<Map<Integer, Long>> ENDS = ThreadLocal.withInitial(HashMap::new);

  /**
   * Notes that a command has been processed.
   *
   * @return whether it was the last of all that this thread has polled
   */
  static boolean isDrainedBy(int partition, long offset) {
    Map<Integer, Long> ends = ENDS.get();
    Long end = ends.get(partition);
    if (end == null || offset < end) {
      return false;
    }
    ends.remove(partition);
    return ends.isEmpty();
  }

  /** Forgets a partition that this thread no longer processes. */
  static void forget(int partition) {
    ENDS.get().remove(partition);
  }

  @Override
  public ConsumerRecords<byte[], byte[]> onConsume(ConsumerRecords<byte[], byte[]> polled) {
    Map<Integer, Long> ends = ENDS.get();
    for (TopicPartition partition : polled.partitions()) {
      List<ConsumerRecord<byte[], byte[]>> records = polled.records(partition);
      ends.put(partition.partition(), records.get(records.size() - 1).offset());
    }
    return polled;
  }

  @Override
  public void onCommit(Map<TopicPartition, OffsetAndMetadata> offsets) {}

  @Override
  public void configure(Map<String, ?> configs) {}

  @Override
  public void close() {}
}
