package dev.ordinal.projections.audit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.ordinal.projections.audit.checks.NumberFact;
import dev.ordinal.projections.audit.checks.Place;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * What the headers of an event say, read in one go.
 *
 * @param type the wire name
 * @param series empty if the source is no series
 * @param sequence -1 if there is none
 */
record EventHeaders(
    String type, String series, String subject, String period, long sequence, String commandId) {

  private static final String SERIES = "/series/";

  /** Those of a record; null if it is no event. */
  static @Nullable EventHeaders of(ConsumerRecord<byte[], byte[]> event) {
    String type = null;
    String source = "";
    String subject = "";
    String period = "";
    String commandId = "";
    long sequence = -1;
    for (Header header : event.headers()) {
      byte[] value = header.value();
      if (value == null) {
        continue;
      }
      switch (header.key()) {
        case "ce_type" -> type = new String(value, ISO_8859_1);
        case "ce_source" -> source = text(value);
        case "ce_subject" -> subject = text(value);
        case "ce_period" -> period = new String(value, ISO_8859_1);
        case "ce_commandid" -> commandId = new String(value, ISO_8859_1);
        case "ce_sequence" -> sequence = number(value);
        default -> {}
      }
    }
    String series = source.startsWith(SERIES) ? source.substring(SERIES.length()) : "";
    return type == null
        ? null
        : new EventHeaders(type, series, subject, period, sequence, commandId);
  }

  static Place place(ConsumerRecord<?, ?> event) {
    return new Place(event.topic(), event.partition(), event.offset());
  }

  /**
   * The number that the event is about.
   *
   * @throws UnreadableEventException if the headers do not say
   */
  NumberFact number(ConsumerRecord<?, ?> event) {
    if (series.isEmpty() || subject.isEmpty() || sequence < 1 || commandId.isEmpty()) {
      throw new UnreadableEventException(type + " without source, subject, sequence or command");
    }
    return new NumberFact(place(event), series, period, sequence, subject, commandId);
  }

  private static String text(byte[] value) {
    return new String(value, StandardCharsets.UTF_8);
  }

  private static long number(byte[] value) {
    try {
      return Long.parseLong(new String(value, ISO_8859_1));
    } catch (NumberFormatException e) {
      return -1;
    }
  }
}
