package dev.ordinal.projections.projector;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Json;
import org.jspecify.annotations.Nullable;

/** Values for columns of the type jsonb. */
public final class Jsonb {

  private Jsonb() {}

  /** The JSON of what was read from a topic, to be cast in SQL; null for null. */
  public static @Nullable String of(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    try {
      return Json.MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("what was read as JSON cannot be written as JSON", e);
    }
  }
}
