package dev.ordinal.contracts.topics;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.util.Locale;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * One event family as plain JSON; the header {@code ce_type} tells which record of the family a
 * value is (CloudEvents 1.0, Kafka protocol binding, binary mode). Thread-safe.
 *
 * @param <E> the sealed family
 */
public final class EventSerde<E extends Event> implements Serde<E> {

  private final Class<E> family;

  public EventSerde(Class<E> family) {
    this.family = family;
  }

  @Override
  public Serializer<E> serializer() {
    return (topic, event) -> write(event);
  }

  static byte[] write(Event event) {
    try {
      return Json.MAPPER.writeValueAsBytes(event);
    } catch (JsonProcessingException e) {
      throw new SerializationException("cannot write " + event.getClass().getSimpleName(), e);
    }
  }

  @Override
  public Deserializer<E> deserializer() {
    return new Deserializer<>() {
      @Override
      public E deserialize(String topic, byte[] data) {
        throw new SerializationException("an event cannot be read without its headers");
      }

      @Override
      public E deserialize(String topic, Headers headers, byte[] data) {
        return read(CloudEventHeaders.type(headers), data);
      }
    };
  }

  private E read(String wireName, byte[] data) {
    Class<? extends Event> type = Families.eventType(wireName);
    if (type == null || !family.isAssignableFrom(type)) {
      throw new SerializationException(
          String.format(Locale.ROOT, "%s is not one of the %s", wireName, family.getSimpleName()));
    }
    try {
      return family.cast(Json.MAPPER.readValue(data, type));
    } catch (IOException e) {
      throw new SerializationException("not a " + wireName + ": " + JsonErrors.reason(e), e);
    }
  }
}
