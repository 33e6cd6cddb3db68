package dev.ordinal.orderapi.numbers;

import dev.ordinal.orderapi.lists.Columns;
import dev.ordinal.orderapi.numbers.NumberView.CommandView;
import dev.ordinal.orderapi.numbers.NumberView.EventView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of {@code api.numbers} with what is known of its command. */
record GivenRow(
    String number,
    long sequence,
    String kind,
    String how,
    @Nullable String name,
    CommandView command,
    EventView event) {

  /** Kinds of which an import with a name makes a thing to look at. */
  private static final Set<String> NAMED = Set.of("partner", "team");

  static GivenRow of(ResultSet row) throws SQLException {
    return new GivenRow(
        row.getString("number"),
        row.getLong("sequence"),
        row.getString("kind"),
        row.getString("how"),
        row.getString("name"),
        new CommandView(
            row.getObject("command_id", UUID.class),
            Columns.instant(row, "accepted_at"),
            row.getString("actor")),
        event(row, "occurred_at"));
  }

  static EventView event(ResultSet row, String time) throws SQLException {
    return new EventView(
        row.getString("type"),
        row.getString("topic"),
        row.getInt("partition"),
        row.getLong("log_offset"),
        Objects.requireNonNull(Columns.instant(row, time)));
  }

  /** The address of what has the number; null if nothing more is known of it. */
  @Nullable String thing() {
    boolean known = how.equals("issued") || (name != null && NAMED.contains(kind));
    return known ? "/" + kind + "s/" + number : null;
  }
}
