package dev.ordinal.projections.projector;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.topics.TypedTopic;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;

/** Reads the values of records. */
final class RecordReader {

  /** As the events of every version are named. */
  private static final Pattern WIRE_NAME = Pattern.compile("[a-z]+\\.[a-z-]+\\.v[0-9]+");

  private RecordReader() {}

  /**
   * The value of a record.
   *
   * @throws UnreadableRecordException if it is none
   * @throws ImpossibleRecordException if it is an event of a type that only a newer version knows:
   *     there would be a hole in the read model if it were passed over, and none after an upgrade
   */
  static <V> V read(TypedTopic<?, V> topic, ConsumerRecord<byte[], byte[]> polled) {
    V value;
    try {
      value =
          topic
              .value()
              .deserializer()
              .deserialize(polled.topic(), polled.headers(), polled.value());
    } catch (RuntimeException e) {
      // Not only SerializationException: whatever a reader trips over is a record that is no value.
      requireKnownType(polled);
      throw new UnreadableRecordException(place(polled) + ": " + reason(e));
    }
    if (value == null) {
      throw new UnreadableRecordException(place(polled) + ": no value");
    }
    return value;
  }

  /** Where a record lies, such as {@code ordinal.orders.events-2@17}. */
  static String place(ConsumerRecord<?, ?> polled) {
    return polled.topic() + "-" + polled.partition() + "@" + polled.offset();
  }

  private static void requireKnownType(ConsumerRecord<byte[], byte[]> polled) {
    Header header = polled.headers().lastHeader("ce_type");
    String type = header == null || header.value() == null ? "" : new String(header.value(), UTF_8);
    if (WIRE_NAME.matcher(type).matches() && Families.eventType(type) == null) {
      throw new ImpossibleRecordException(
          place(polled) + ": " + type + " is of a newer version, upgrade projections");
    }
  }

  /** Of messages that are not ours only the class: they quote what could not be read. */
  private static String reason(RuntimeException e) {
    return e instanceof SerializationException && e.getCause() == null
        ? Failures.reason(e)
        : "cannot be read: " + (e.getCause() == null ? e : e.getCause()).getClass().getName();
  }
}
