package dev.ordinal.orderapi.numbers;

import dev.ordinal.orderapi.numbers.NumberView.EventView;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/**
 * A row of {@code api.skips}: what lies in it and was not given never will be.
 *
 * @param how {@code reset}, {@code sync} or {@code import}
 */
record SkipRow(
    long first, long last, String how, String reason, @Nullable String actor, EventView event) {

  static SkipRow of(ResultSet row) throws SQLException {
    return new SkipRow(
        row.getLong("first"),
        row.getLong("last"),
        row.getString("how"),
        row.getString("reason"),
        row.getString("actor"),
        GivenRow.event(row, "at"));
  }

  boolean covers(long sequence) {
    return first <= sequence && sequence <= last;
  }

  /** How, by whom, when and why it was skipped. */
  String detail() {
    String what =
        how.equals("import")
            ? "an import%s at %s took over others of sequences %d to %d and left it out"
            : "a " + how + "%s at %s jumped sequences %d to %d";
    return what.formatted(actor == null ? "" : " of " + actor, event.time(), first, last)
        + "; the reason given: "
        + reason;
  }
}
