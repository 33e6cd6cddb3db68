package dev.ordinal.benchmarks.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The highest number and one, written, read again after a wait, and deleted if somebody else has
 * it: five tries. Here the earlier row of two stays, so that one of both wins.
 */
final class MaxPlusOne implements Numbering {

  private static final String WRITE =
      """
      INSERT INTO orders (series, period, sequence, number, body)
      SELECT series, period, n,
             series || '-' || period || '-' || lpad(n::text, greatest(4, length(n::text)), '0'), body
      FROM (SELECT asked.*,
                   (SELECT coalesce(max(o.sequence), 0) + 1 FROM orders o
                    WHERE o.series = asked.series AND o.period = asked.period) AS n
            FROM (SELECT ?::text AS series, ?::text AS period, ?::jsonb AS body) AS asked) AS counted
      RETURNING id, sequence, number""";

  private static final String IS_FIRST =
      "SELECT min(id) = ? FROM orders WHERE series = ? AND period = ? AND sequence = ?";
  private static final String DELETE = "DELETE FROM orders WHERE id = ?";
  private static final int TRIES = 5;

  private final DataSource database;
  private final long waitMillis;

  MaxPlusOne(DataSource database, long waitMillis) {
    this.database = database;
    this.waitMillis = waitMillis;
  }

  private record Row(long id, long sequence, String number) {}

  @Override
  public String place(String series, String period, String body)
      throws SQLException, InterruptedException {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      Row row = write(series, period, body);
      Thread.sleep(waitMillis); // without a connection
      if (stays(row, series, period)) {
        return row.number();
      }
    }
    throw new SQLException("somebody else had each of " + TRIES + " numbers");
  }

  private Row write(String series, String period, String body) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement write = connection.prepareStatement(WRITE)) {
      write.setString(1, series);
      write.setString(2, period);
      write.setString(3, body);
      try (ResultSet row = write.executeQuery()) {
        row.next();
        return new Row(row.getLong(1), row.getLong(2), row.getString(3));
      }
    }
  }

  private boolean stays(Row written, String series, String period) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement isFirst = connection.prepareStatement(IS_FIRST)) {
      isFirst.setLong(1, written.id());
      isFirst.setString(2, series);
      isFirst.setString(3, period);
      isFirst.setLong(4, written.sequence());
      try (ResultSet row = isFirst.executeQuery()) {
        row.next();
        if (row.getBoolean(1)) {
          return true;
        }
      }
      try (PreparedStatement delete = connection.prepareStatement(DELETE)) {
        delete.setLong(1, written.id());
        delete.executeUpdate();
      }
      return false;
    }
  }
}
