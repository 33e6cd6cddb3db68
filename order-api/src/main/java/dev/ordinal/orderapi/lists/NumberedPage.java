package dev.ordinal.orderapi.lists;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;

/** How a page of numbered things is asked for, so that one index answers it. */
final class NumberedPage {

  private static final List<String> ORDER = List.of("series", "period", "sequence");

  private NumberedPage() {}

  /**
   * The query for one thing more than the page has, which tells whether there is another page.
   *
   * @param prefix stands before the query; usually empty
   * @param view has indexes on series, period and sequence, and on status and these
   * @param equal what all things have in these columns
   */
  static Query query(
      Handle handle, String prefix, String view, Map<String, String> equal, Paging paging) {
    Cursor after = paging.after().within(equal.get("series"), equal.get("period"));
    return handle
        .createQuery(prefix + sql(view, equal.keySet()))
        // Where all are of one series or period, that of the place is the same.
        .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
        .bindMap(equal)
        .bind("after_series", after.series())
        .bind("after_period", after.period())
        .bind("after_sequence", after.sequence())
        .bind("limit", paging.limit() + 1);
  }

  private static String sql(String view, Set<String> equal) {
    if (equal.contains("period") && !equal.contains("series")) {
      return ofPeriod(view, equal.contains("status") ? " AND status = :status" : "");
    }
    List<String> agree = Stream.of("status", "series", "period").filter(equal::contains).toList();
    List<String> others = ORDER.stream().filter(column -> !equal.contains(column)).toList();
    return "SELECT * FROM " + view + Keyset.page(agree, others, "");
  }

  /** Of every series: the rest of that where the place is, then those after it. */
  private static String ofPeriod(String view, String filter) {
    String rest =
        "SELECT * FROM %s WHERE (series, period, sequence) > (:after_series, :period, :after_sequence)"
            + " AND (series, period) <= (:after_series, :period)%s"
            + " ORDER BY series, period, sequence LIMIT :limit";
    // Postgres skips from series to series in the index.
    String others =
        "SELECT * FROM %s WHERE series > :after_series AND period = :period%s"
            + " ORDER BY series, period, sequence LIMIT :limit";
    return "SELECT * FROM ((%s) UNION ALL (%s)) of_period ORDER BY series, period, sequence LIMIT :limit"
        .formatted(rest.formatted(view, filter), others.formatted(view, filter));
  }
}
