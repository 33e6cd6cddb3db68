package dev.ordinal.orderapi.partners;

import dev.ordinal.orderapi.lists.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code api.partners}. */
final class PartnerRowMapper implements RowMapper<PartnerView> {

  @Override
  public PartnerView map(ResultSet row, StatementContext context) throws SQLException {
    return new PartnerView(
        row.getString("number"),
        row.getString("series"),
        row.getString("period"),
        row.getLong("sequence"),
        row.getString("name"),
        row.getString("email"),
        row.getString("phone"),
        row.getString("company"),
        Objects.requireNonNull(Columns.instant(row, "registered_at")),
        row.getObject("command_id", UUID.class));
  }
}
