package dev.ordinal.benchmarks.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * The counter row: one function counts it up and inserts the order, in one transaction and one
 * round trip. After ten failures in a row the order gets a number that is made up.
 */
public final class CounterFunction implements Numbering {

  /** Series, period, and the order as JSON; gives the number. */
  public static final String SQL = "SELECT place_order(?, ?, ?::jsonb)";

  private static final String KEEP = "INSERT INTO orders (number, body) VALUES (?, ?::jsonb)";
  private static final int TRIES = 10;

  private final DataSource database;

  CounterFunction(DataSource database) {
    this.database = database;
  }

  @Override
  public String place(String series, String period, String body) throws SQLException {
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      try (Connection connection = database.getConnection();
          PreparedStatement statement = connection.prepareStatement(SQL)) {
        setParameters(statement, series, period, body);
        try (ResultSet row = statement.executeQuery()) {
          row.next();
          return row.getString(1);
        }
      } catch (SQLException e) {
        // Tried again: whatever it was, the transaction is gone.
      }
    }
    return keepInvented(series, period, body);
  }

  /** Sets what {@link #SQL} asks for. */
  public static void setParameters(
      PreparedStatement statement, String series, String period, String body) throws SQLException {
    statement.setString(1, series);
    statement.setString(2, period);
    statement.setString(3, body);
  }

  private String keepInvented(String series, String period, String body) throws SQLException {
    String number = Numbering.invent(series, period);
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(KEEP)) {
      statement.setString(1, number);
      statement.setString(2, body);
      statement.executeUpdate();
    }
    return number;
  }
}
