package dev.ordinal.benchmarks.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Leads that are claimed by a plain update after a look whether they are free. Thread-safe. */
final class Leads {

  private static final String CREATE = "INSERT INTO leads (id, name) VALUES (?, ?)";
  private static final String HOLDER = "SELECT claimed_by FROM leads WHERE id = ?";
  private static final String CLAIM =
      "UPDATE leads SET claimed_by = ?, claimed_at = now() WHERE id = ?";

  private final DataSource database;

  Leads(DataSource database) {
    this.database = database;
  }

  void create(String id, String name) throws SQLException {
    update(CREATE, id, name);
  }

  /** Whether the claimant is told that the lead is theirs. */
  boolean claim(String id, String claimant) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(HOLDER)) {
      select.setString(1, id);
      try (ResultSet row = select.executeQuery()) {
        if (!row.next() || row.getString(1) != null) {
          return false;
        }
      }
    }
    update(CLAIM, claimant, id);
    return true;
  }

  private void update(String sql, String first, String second) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.setString(1, first);
      statement.setString(2, second);
      statement.executeUpdate();
    }
  }
}
