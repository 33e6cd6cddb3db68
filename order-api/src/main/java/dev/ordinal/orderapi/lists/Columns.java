package dev.ordinal.orderapi.lists;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ordinal.contracts.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads columns of the views of the read model. */
public final class Columns {

  private Columns() {}

  /** A timestamptz, or null. */
  public static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  /** A jsonb, or null. Jsonb forgets the order of fields; reading it typed restores it. */
  public static <T> @Nullable T json(ResultSet row, String column, TypeReference<T> type)
      throws SQLException {
    String text = row.getString(column);
    try {
      return text == null ? null : Json.MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the read model holds JSON of another shape", e);
    }
  }
}
