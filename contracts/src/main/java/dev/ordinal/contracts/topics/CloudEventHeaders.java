package dev.ordinal.contracts.topics;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Numbered;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/** The headers of an event in CloudEvents 1.0 binary mode (Kafka protocol binding 1.0.2). */
public final class CloudEventHeaders {

  private static final String TYPE = "ce_type";

  private CloudEventHeaders() {}

  /**
   * The headers of {@code event}.
   *
   * @param index the event's place among those of its command, from 0. With the command's id it
   *     makes {@code ce_id}, so that deciding again after a crash names the same event alike.
   * @param actor who did it, as the extension {@code ce_actor}; null if nobody knows
   */
  public static Headers of(Event event, int index, @Nullable String actor) {
    Headers headers = new RecordHeaders();
    add(headers, "ce_specversion", "1.0");
    add(headers, "ce_id", event.commandId() + "." + index);
    add(headers, TYPE, Families.wireName(event.getClass()));
    add(headers, "ce_source", event.source());
    add(headers, "ce_subject", event.subject());
    add(headers, "ce_time", event.time().toString());
    if (event instanceof Numbered numbered) {
      add(headers, "ce_sequence", Long.toString(numbered.sequence()));
      // The specification allows no empty attribute: a series that never resets has no ce_period.
      if (!numbered.period().isEmpty()) {
        add(headers, "ce_period", numbered.period());
      }
    }
    add(headers, "ce_commandid", event.commandId().toString());
    if (actor != null) {
      add(headers, "ce_actor", actor);
    }
    add(headers, "content-type", "application/json");
    return headers;
  }

  /**
   * The wire name of the event that has these headers.
   *
   * @throws SerializationException if there is none
   */
  public static String type(Headers headers) {
    Header header = headers.lastHeader(TYPE);
    if (header == null || header.value() == null) {
      throw new SerializationException("no ce_type header, so this is not one of our events");
    }
    return new String(header.value(), UTF_8);
  }

  private static void add(Headers headers, String name, String value) {
    headers.add(name, value.getBytes(UTF_8));
  }
}
