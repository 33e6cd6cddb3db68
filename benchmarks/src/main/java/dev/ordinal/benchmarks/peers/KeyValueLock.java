package dev.ordinal.benchmarks.peers;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;

/**
 * A lock in a key-value store that goes stale, fifteen tries to get it, and a number made up from
 * the time after that. The store is a table here; each step is a round trip, as it was.
 */
final class KeyValueLock implements Numbering {

  /** One row if the lock was free or stale. */
  private static final String ACQUIRE =
      """
      INSERT INTO entries AS e (key, value) VALUES (?, ?)
      ON CONFLICT (key) DO UPDATE SET value = excluded.value, written_at = now()
      WHERE e.written_at < now() - interval '5 s'""";

  private static final String RELEASE = "DELETE FROM entries WHERE key = ? AND value = ?";
  private static final String CURRENT = "SELECT value FROM entries WHERE key = ?";
  private static final String KEEP =
      """
      WITH counted AS (
        INSERT INTO entries (key, value) VALUES (?, ?)
        ON CONFLICT (key) DO UPDATE SET value = excluded.value, written_at = now())
      INSERT INTO orders (number, body) VALUES (?, ?::jsonb)""";
  private static final String KEEP_INVENTED =
      "INSERT INTO orders (number, body) VALUES (?, ?::jsonb)";

  private static final int TRIES = 15;
  private static final long FIRST_PAUSE_MILLIS = 10;
  private static final long LONGEST_PAUSE_MILLIS = 500;

  private final DataSource database;

  KeyValueLock(DataSource database) {
    this.database = database;
  }

  @Override
  public String place(String series, String period, String body)
      throws SQLException, InterruptedException {
    String lock = "lock:" + series + ":" + period;
    String owner = UUID.randomUUID().toString();
    long pause = FIRST_PAUSE_MILLIS;
    for (int attempt = 1; attempt <= TRIES; attempt++) {
      if (update(ACQUIRE, lock, owner) == 1) {
        try {
          return next(series, period, body);
        } finally {
          update(RELEASE, lock, owner);
        }
      }
      // With a random part, so that those who wait do not come together again; no connection held.
      Thread.sleep(pause / 2 + ThreadLocalRandom.current().nextLong(pause));
      pause = Math.min(LONGEST_PAUSE_MILLIS, pause * 2);
    }
    String number = Numbering.invent(series, period);
    update(KEEP_INVENTED, number, body);
    return number;
  }

  private String next(String series, String period, String body) throws SQLException {
    String counter = "counter:" + series + ":" + period;
    long sequence = current(counter) + 1;
    String number = Numbering.format(series, period, sequence);
    update(KEEP, counter, Long.toString(sequence), number, body);
    return number;
  }

  private long current(String counter) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement select = connection.prepareStatement(CURRENT)) {
      select.setString(1, counter);
      try (ResultSet row = select.executeQuery()) {
        return row.next() ? Long.parseLong(row.getString(1)) : 0;
      }
    }
  }

  private int update(String sql, String... values) throws SQLException {
    try (Connection connection = database.getConnection();
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setString(i + 1, values[i]);
      }
      return statement.executeUpdate();
    }
  }
}
