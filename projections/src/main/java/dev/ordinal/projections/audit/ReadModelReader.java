package dev.ordinal.projections.audit;

import dev.ordinal.projections.audit.checks.LogTotals;
import dev.ordinal.projections.audit.checks.Sum;
import dev.ordinal.projections.projector.PostgresSettings;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** Sums up the views in {@code api}, as anybody could who may read them. Changes nothing. */
final class ReadModelReader {

  /** The first eight bytes of an MD5 as a number, summed; a text without rows has none. */
  private static final String SUM =
      "count(*) AS count, sum(('x' || substr(md5(%s), 1, 16))::bit(64)::bigint) AS digest";

  private static final String OF_SERIES = " WHERE (cardinality(?) = 0 OR series = ANY (?))";

  private static final String NUMBERS =
      "SELECT series, period, "
          + SUM.formatted("concat_ws('|', number, series, period, sequence, kind, how, command_id)")
          + " FROM api.numbers"
          + OF_SERIES
          + " GROUP BY series, period";

  private static final String SKIPS =
      "SELECT series, period, "
          + SUM.formatted("concat_ws('|', series, period, first, last, how, reason, command_id)")
          + " FROM api.skips"
          + OF_SERIES
          + " GROUP BY series, period";

  private static final String SEQUENCES =
      "SELECT series, period, current AS count, 0 AS digest FROM api.sequences" + OF_SERIES;

  private final DataSource source;
  private final Set<String> wanted;

  /**
   * A reader.
   *
   * @param wanted the codes of the series to look at; empty for all
   */
  ReadModelReader(PostgresSettings postgres, Set<String> wanted) {
    this.source = postgres.patient("ordinal-audit");
    this.wanted = wanted;
  }

  /** Up to where Postgres has folded each partition; empty where it has nothing at all. */
  Map<TopicPartition, Long> positions() throws SQLException {
    try (Connection connection = source.getConnection()) {
      return positions(connection);
    }
  }

  /** All of it at one moment. Reads every row of it, which may take minutes. */
  Snapshot snapshot() throws SQLException {
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      connection.setReadOnly(true);
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      Map<TopicPartition, Long> positions = positions(connection);
      Map<String, Sum> sums = new HashMap<>();
      sum(connection, NUMBERS, r -> LogTotals.numbersOf(r.getString(1), r.getString(2)), sums);
      sum(connection, SKIPS, r -> LogTotals.skipsOf(r.getString(1), r.getString(2)), sums);
      sum(connection, SEQUENCES, r -> LogTotals.sequenceOf(r.getString(1), r.getString(2)), sums);
      things(connection, "orders", "number", true, sums);
      things(connection, "documents", "number", true, sums);
      things(connection, "teams", "number", false, sums);
      things(connection, "partners", "number", false, sums);
      payments(connection, sums);
      if (wanted.isEmpty()) {
        leads(connection, sums);
      }
      connection.rollback();
      return new Snapshot(positions, sums);
    }
  }

  private void things(
      Connection connection, String table, String id, boolean hasStatus, Map<String, Sum> sums)
      throws SQLException {
    String status = hasStatus ? "status" : "NULL";
    sum(
        connection,
        "SELECT series, %s AS state, %s FROM api.%s%s GROUP BY series, state"
            .formatted(status, SUM.formatted(id), table, OF_SERIES),
        r -> LogTotals.things(table, r.getString(1), r.getString(2)),
        sums);
  }

  private void payments(Connection connection, Map<String, Sum> sums) throws SQLException {
    sum(
        connection,
        "SELECT series, outcome, %s FROM api.payments%s GROUP BY series, outcome"
            .formatted(SUM.formatted("payment_id"), OF_SERIES),
        r -> LogTotals.things("payments", r.getString(1), r.getString(2)),
        sums);
  }

  private void leads(Connection connection, Map<String, Sum> sums) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT '', status, %s FROM api.leads GROUP BY status"
                    .formatted(SUM.formatted("lead_id")))) {
      collect(rows, r -> LogTotals.things("leads", "", r.getString(2)), sums);
    }
  }

  /** The name of a row's sum. */
  @FunctionalInterface
  private interface Naming {
    String of(ResultSet row) throws SQLException;
  }

  private void sum(Connection connection, String sql, Naming naming, Map<String, Sum> sums)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      Object[] series = wanted.toArray();
      statement.setArray(1, connection.createArrayOf("text", series));
      statement.setArray(2, connection.createArrayOf("text", series));
      try (ResultSet rows = statement.executeQuery()) {
        collect(rows, naming, sums);
      }
    }
  }

  private static void collect(ResultSet rows, Naming naming, Map<String, Sum> sums)
      throws SQLException {
    while (rows.next()) {
      @Nullable BigDecimal digest = rows.getBigDecimal("digest");
      // The sum of many has more than 64 bits; the lower ones are those of Java's sum.
      sums.put(
          naming.of(rows),
          new Sum(rows.getLong("count"), digest == null ? 0 : digest.toBigInteger().longValue()));
    }
  }

  private static Map<TopicPartition, Long> positions(Connection connection) throws SQLException {
    Map<TopicPartition, Long> positions = new HashMap<>();
    try (Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("SELECT topic, partition, next_offset FROM api.positions")) {
      while (rows.next()) {
        positions.put(
            new TopicPartition(rows.getString("topic"), rows.getInt("partition")),
            rows.getLong("next_offset"));
      }
    }
    return positions;
  }
}
