package dev.ordinal.orderapi.documents;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;

/** A row of {@code api.documents}. */
final class DocumentRowMapper implements RowMapper<DocumentView> {

  @Override
  public DocumentView map(ResultSet row, StatementContext context) throws SQLException {
    Instant voidedAt = instant(row, "voided_at");
    return new DocumentView(
        row.getString("number"),
        row.getString("series"),
        row.getString("period"),
        row.getLong("sequence"),
        row.getString("status"),
        row.getString("title"),
        row.getString("project"),
        row.getString("currency"),
        row.getObject("total_amount", Long.class),
        row.getString("holder"),
        instant(row, "reserved_at"),
        instant(row, "expires_at"),
        instant(row, "issued_at"),
        instant(row, "recorded_at"),
        row.getObject("command_id", UUID.class),
        voidedAt,
        row.getString("void_reason"),
        voidedAt == null ? null : row.getBoolean("expired"));
  }

  private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
    OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
    return time == null ? null : time.toInstant();
  }
}
