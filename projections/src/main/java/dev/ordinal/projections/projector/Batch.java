package dev.ordinal.projections.projector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/**
 * What one transaction folds.
 *
 * @param records by partition, in log order; may be empty when only positions move
 * @param nextOffsets the new positions of the partitions that moved
 */
record Batch(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> nextOffsets) {

  /**
   * What {@code consumer} just polled. The next offsets are the consumer's own: transaction markers
   * take offsets too, so they are not the last record's plus one.
   */
  static Batch polled(
      ConsumerRecords<byte[], byte[]> polled, Consumer<byte[], byte[]> consumer, Standing from) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>(polled.count());
    polled.forEach(records::add);
    Map<TopicPartition, Long> nextOffsets = new HashMap<>();
    from.offsets()
        .forEach(
            (partition, offset) -> {
              long next = consumer.position(partition);
              if (next != offset) {
                nextOffsets.put(partition, next);
              }
            });
    return new Batch(records, nextOffsets);
  }

  boolean isEmpty() {
    return records.isEmpty() && nextOffsets.isEmpty();
  }

  /** The same in two steps, to find the record that cannot be folded. */
  List<Batch> halves() {
    int middle = records.size() / 2;
    Map<TopicPartition, Long> halfway = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> first : records.subList(0, middle)) {
      halfway.put(new TopicPartition(first.topic(), first.partition()), first.offset() + 1);
    }
    return List.of(
        new Batch(records.subList(0, middle), halfway),
        new Batch(records.subList(middle, records.size()), nextOffsets));
  }

  /** Moves the positions and folds nothing. */
  Batch withoutRecords() {
    return new Batch(List.of(), nextOffsets);
  }
}
