package dev.ordinal.numberingstream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PolledBatchTest {

  private final PolledBatch batch = new PolledBatch();

  @AfterEach
  void forgetAll() {
    PolledBatch.forget(0);
    PolledBatch.forget(1);
  }

  @Test
  void itIsDrainedByTheLastRecordOfTheLastPartition() {
    poll(Map.of(0, 2L, 1, 1L));
    assertThat(PolledBatch.isDrainedBy(0, 0)).isFalse();
    assertThat(PolledBatch.isDrainedBy(1, 0)).isFalse();
    assertThat(PolledBatch.isDrainedBy(0, 1)).isTrue();
  }

  @Test
  void whatIsPolledBeforeTheEndBelongsToIt() {
    poll(Map.of(0, 2L));
    assertThat(PolledBatch.isDrainedBy(0, 0)).isFalse();
    poll(Map.of(0, 4L));
    assertThat(PolledBatch.isDrainedBy(0, 1)).isFalse();
    assertThat(PolledBatch.isDrainedBy(0, 2)).isFalse();
    assertThat(PolledBatch.isDrainedBy(0, 3)).isTrue();
  }

  @Test
  void aPartitionThatHasGoneElsewhereIsNotWaitedFor() {
    poll(Map.of(0, 1L, 1, 100L));
    PolledBatch.forget(1);
    assertThat(PolledBatch.isDrainedBy(0, 0)).isTrue();
  }

  @Test
  void whatNobodyPolledDrainsNothing() {
    assertThat(PolledBatch.isDrainedBy(0, 0)).isFalse();
  }

  /** Polls the records of each partition before this offset. */
  private void poll(Map<Integer, Long> ends) {
    Map<TopicPartition, List<ConsumerRecord<byte[], byte[]>>> records = new HashMap<>();
    ends.forEach(
        (partition, end) ->
            records.put(
                new TopicPartition("commands", partition),
                LongStream.range(0, end)
                    .mapToObj(
                        offset ->
                            new ConsumerRecord<>(
                                "commands", partition, offset, new byte[0], new byte[0]))
                    .toList()));
    batch.onConsume(new ConsumerRecords<>(records, Map.of()));
  }
}
