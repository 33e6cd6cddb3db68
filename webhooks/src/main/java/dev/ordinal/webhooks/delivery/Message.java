package dev.ordinal.webhooks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Json;

/**
 * What a receiver gets.
 *
 * @param id the event's {@code ce_id}: the same at every attempt, so that receivers can deduplicate
 * @param body {@code {"type","timestamp","data"}}, the data being the event's JSON as it is
 */
public record Message(String id, String body) {

  private record Body(String type, String timestamp, @JsonRawValue String data) {}

  /**
   * The message of an event.
   *
   * @param type {@code ce_type}
   * @param time {@code ce_time}
   * @param value the event's JSON
   */
  public static Message of(String id, String type, String time, byte[] value) {
    try {
      Body body = new Body(type, time, new String(value, UTF_8));
      return new Message(id, Json.MAPPER.writeValueAsString(body));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("three texts can be written as JSON", e);
    }
  }
}
