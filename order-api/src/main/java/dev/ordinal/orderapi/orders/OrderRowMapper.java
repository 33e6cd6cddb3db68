package dev.ordinal.orderapi.orders;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderLine;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A row of {@code api.orders}. Jsonb forgets the order of fields; reading typed restores it. */
final class OrderRowMapper implements RowMapper<OrderView> {

  private static final TypeReference<Customer> CUSTOMER = new TypeReference<>() {};
  private static final TypeReference<List<OrderLine>> LINES = new TypeReference<>() {};
  private static final TypeReference<TreeMap<String, String>> METADATA = new TypeReference<>() {};

  @Override
  public OrderView map(ResultSet row, StatementContext context) throws SQLException {
    return new OrderView(
        row.getString("number"),
        row.getString("series"),
        row.getString("period"),
        row.getLong("sequence"),
        row.getString("status"),
        json(row.getString("customer"), CUSTOMER),
        row.getString("currency"),
        row.getLong("total_amount"),
        json(row.getString("lines"), LINES),
        row.getString("payment_reference"),
        Objects.requireNonNullElseGet(json(row.getString("metadata"), METADATA), TreeMap::new),
        Objects.requireNonNull(instant(row, "placed_at")),
        instant(row, "recorded_at"),
        row.getObject("command_id", UUID.class),
        instant(row, "cancelled_at"),
        row.getString("cancel_reason"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }

  private static <T> @Nullable T json(@Nullable String text, TypeReference<T> type) {
    try {
      return text == null ? null : Json.MAPPER.readValue(text, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the read model holds JSON of another shape", e);
    }
  }
}
