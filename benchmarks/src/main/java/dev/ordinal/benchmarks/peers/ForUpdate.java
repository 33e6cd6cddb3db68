package dev.ordinal.benchmarks.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * {@code SELECT … FOR UPDATE} on the counter row, then counter and order in one statement, then the
 * commit: three round trips behind the lock, since the service makes the number from what it read.
 */
final class ForUpdate implements Numbering {

  private static final String LOCK = "SELECT current FROM counters WHERE series = ? FOR UPDATE";
  private static final String KEEP =
      """
      WITH counted AS (UPDATE counters SET current = ? WHERE series = ?)
      INSERT INTO orders (number, body) VALUES (?, ?::jsonb)""";

  private final DataSource database;

  ForUpdate(DataSource database) {
    this.database = database;
  }

  @Override
  public String place(String series, String period, String body) throws SQLException {
    try (Connection connection = database.getConnection()) {
      connection.setAutoCommit(false); // the pool sets it back, and rolls back what is left open
      long sequence = current(connection, series) + 1;
      String number = Numbering.format(series, period, sequence);
      try (PreparedStatement keep = connection.prepareStatement(KEEP)) {
        keep.setLong(1, sequence);
        keep.setString(2, series);
        keep.setString(3, number);
        keep.setString(4, body);
        keep.executeUpdate();
      }
      connection.commit();
      return number;
    }
  }

  private static long current(Connection connection, String series) throws SQLException {
    try (PreparedStatement lock = connection.prepareStatement(LOCK)) {
      lock.setString(1, series);
      try (ResultSet row = lock.executeQuery()) {
        if (!row.next()) {
          throw new SQLException("no series " + series);
        }
        return row.getLong(1);
      }
    }
  }
}
