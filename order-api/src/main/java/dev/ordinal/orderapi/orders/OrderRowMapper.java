package dev.ordinal.orderapi.orders;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.orderapi.lists.Columns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jdbi.v3.core.mapper.RowMapper;
import org.jdbi.v3.core.statement.StatementContext;

/** A row of {@code api.orders}. */
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
        Columns.json(row, "customer", CUSTOMER),
        row.getString("currency"),
        row.getLong("total_amount"),
        Columns.json(row, "lines", LINES),
        row.getString("payment_reference"),
        Objects.requireNonNullElseGet(Columns.json(row, "metadata", METADATA), TreeMap::new),
        Objects.requireNonNull(Columns.instant(row, "placed_at")),
        Columns.instant(row, "recorded_at"),
        row.getObject("command_id", UUID.class),
        Columns.instant(row, "cancelled_at"),
        row.getString("cancel_reason"),
        Columns.instant(row, "paid_at"),
        Columns.instant(row, "refunded_at"));
  }
}
