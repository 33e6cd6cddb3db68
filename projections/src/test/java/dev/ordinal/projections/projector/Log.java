package dev.ordinal.projections.projector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.TimestampType;

/** Gives records their offsets as a broker does, a marker after each batch included. */
final class Log {

  private final Map<TopicPartition, Long> ends = new HashMap<>();

  /** A committed transaction of {@code sent}, as a consumer polls it. */
  @SafeVarargs
  final Batch transaction(ProducerRecord<byte[], byte[]>... sent) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    Map<TopicPartition, Long> next = new HashMap<>();
    for (ProducerRecord<byte[], byte[]> one : sent) {
      TopicPartition partition = new TopicPartition(one.topic(), one.partition());
      long offset = ends.merge(partition, 1L, Long::sum) - 1;
      next.put(partition, offset + 1);
      records.add(
          new ConsumerRecord<>(
              one.topic(),
              one.partition(),
              offset,
              0,
              TimestampType.CREATE_TIME,
              0,
              0,
              one.key(),
              one.value(),
              one.headers(),
              Optional.empty()));
    }
    next.replaceAll((partition, end) -> ends.merge(partition, 1L, Long::sum));
    return new Batch(records, next);
  }
}
