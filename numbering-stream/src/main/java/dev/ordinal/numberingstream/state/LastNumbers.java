package dev.ordinal.numberingstream.state;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.state.CommittedLog.Stretch;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The highest sequence of each scope among the last events of each event topic and partition. */
final class LastNumbers {

  private static final Logger LOG = LoggerFactory.getLogger(LastNumbers.class);

  /** How many offsets are looked at in each event topic; some of them are transactions' ends. */
  private static final long WINDOW = 200;

  private static final String SERIES = "/series/";

  /** A sequence and the time of the record that says so, in ms since 1970. */
  record Given(long sequence, long timestamp) {}

  private final Map<Integer, Map<String, Given>> byPartition = new TreeMap<>();
  private final Set<Integer> decided = new TreeSet<>();

  /** Reads them. */
  static LastNumbers read(CommittedLog log, Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> begins = log.begins(ends.keySet());
    Map<TopicPartition, Stretch> last = new HashMap<>();
    ends.forEach(
        (place, end) ->
            last.put(
                place, new Stretch(Math.max(begins.getOrDefault(place, 0L), end - WINDOW), end)));
    LastNumbers numbers = new LastNumbers();
    log.read(last, numbers::take);
    return numbers;
  }

  /** By owner partition and scope, whose key is that of the counter. */
  Map<Integer, Map<String, Given>> byPartition() {
    return byPartition;
  }

  /** The partitions in which a command was decided; the series of the first start are none. */
  Set<Integer> decided() {
    return decided;
  }

  /** What somebody else wrote there says nothing of a number, and must not stop the start. */
  private void take(ConsumerRecord<byte[], byte[]> record) {
    try {
      add(record);
    } catch (RuntimeException e) {
      LOG.warn(
          "{}-{} offset {} is no event of ours and counts for nothing: {}",
          record.topic(),
          record.partition(),
          record.offset(),
          e.getClass().getName());
    }
  }

  private void add(ConsumerRecord<byte[], byte[]> record) {
    if (record.topic().equals(Topics.NUMBERING_EVENTS.name())) {
      addMove(record);
    } else {
      decided.add(record.partition());
    }
    String sequence = header(record, "ce_sequence");
    String source = header(record, "ce_source");
    if (sequence != null && source != null && source.startsWith(SERIES)) {
      String period = header(record, "ce_period");
      add(
          record,
          source.substring(SERIES.length()),
          period == null ? "" : period,
          Long.parseLong(sequence));
    }
  }

  private void addMove(ConsumerRecord<byte[], byte[]> record) {
    SeriesEvent event =
        Topics.NUMBERING_EVENTS
            .value()
            .deserializer()
            .deserialize(record.topic(), record.headers(), record.value());
    if (event instanceof SequenceReset reset) {
      add(record, reset.series(), reset.period(), reset.after());
    } else if (event instanceof SequenceAdvanced advanced) {
      add(record, advanced.series(), advanced.period(), advanced.after());
    }
  }

  private void add(
      ConsumerRecord<byte[], byte[]> record, String series, String period, long sequence) {
    byPartition
        .computeIfAbsent(record.partition(), partition -> new TreeMap<>())
        .merge(
            Table.key(series, period),
            new Given(sequence, record.timestamp()),
            (one, other) -> one.sequence() >= other.sequence() ? one : other);
  }

  private static @Nullable String header(ConsumerRecord<byte[], byte[]> record, String name) {
    Header header = record.headers().lastHeader(name);
    return header == null || header.value() == null ? null : new String(header.value(), UTF_8);
  }
}
