package dev.ordinal.benchmarks.load;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

/**
 * Callers of a database with nothing in between: a thread and a connection each, in a closed loop.
 * Connecting is not measured.
 */
public final class JdbcLoad implements AutoCloseable {

  private static final Duration LONGEST_STATEMENT = Duration.ofSeconds(60);

  private final List<Connection> connections = new ArrayList<>();

  /** Connects; who cannot is a failure of the run. */
  public JdbcLoad(String jdbcUrl, int callers) throws SQLException {
    try {
      while (connections.size() < callers) {
        Connection connection = DriverManager.getConnection(jdbcUrl);
        connections.add(connection);
        try (Statement statement = connection.createStatement()) {
          statement.execute("SET statement_timeout = " + LONGEST_STATEMENT.toMillis());
        }
      }
    } catch (SQLException e) {
      close();
      throw e;
    }
  }

  /** Sets the parameters of a statement. */
  @FunctionalInterface
  public interface Parameters {
    void set(PreparedStatement statement) throws SQLException;
  }

  /**
   * Each caller runs {@code sql} again as soon as it is answered.
   *
   * @param results told the first column of each first row; called by many threads
   */
  public Measurement closed(
      String sql, Parameters parameters, Consumer<String> results, Duration length)
      throws InterruptedException {
    CountDownLatch begin = new CountDownLatch(1);
    List<Caller> callers = new ArrayList<>();
    for (Connection connection : connections) {
      Caller caller = new Caller(connection, sql, parameters, results, begin, length);
      callers.add(caller);
      caller.start();
    }
    begin.countDown();
    Measurement sum = Measurement.empty(length.toNanos() / 1e9);
    for (Caller caller : callers) {
      caller.join();
      caller.measurement.errors().forEach((kind, n) -> sum.errors().merge(kind, n, Long::sum));
      sum.latency().add(caller.measurement.latency());
    }
    return sum;
  }

  @Override
  public void close() {
    for (Connection connection : connections) {
      try {
        connection.close();
      } catch (SQLException e) {
        // It is gone either way.
      }
    }
  }

  private static final class Caller extends Thread {

    private final Connection connection;
    private final String sql;
    private final Parameters parameters;
    private final Consumer<String> results;
    private final CountDownLatch begin;
    private final Duration length;
    private final Measurement measurement;

    Caller(
        Connection connection,
        String sql,
        Parameters parameters,
        Consumer<String> results,
        CountDownLatch begin,
        Duration length) {
      super(null, null, "jdbc-caller", 256 << 10);
      setDaemon(true);
      this.connection = connection;
      this.sql = sql;
      this.parameters = parameters;
      this.results = results;
      this.begin = begin;
      this.length = length;
      this.measurement = Measurement.empty(length.toNanos() / 1e9);
    }

    @Override
    public void run() {
      try (PreparedStatement statement = connection.prepareStatement(sql)) {
        parameters.set(statement);
        begin.await();
        long end = System.nanoTime() + length.toNanos();
        for (long sent = System.nanoTime();
            sent < end && !connection.isClosed();
            sent = System.nanoTime()) {
          call(statement, sent, end);
        }
      } catch (SQLException e) {
        measurement.failed("SQL " + e.getSQLState());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }

    private void call(PreparedStatement statement, long sent, long end) {
      try (ResultSet row = statement.executeQuery()) {
        row.next();
        results.accept(row.getString(1));
        long now = System.nanoTime();
        if (now < end) {
          measurement.answered(now - sent, 1);
        }
      } catch (SQLException e) {
        measurement.failed("SQL " + e.getSQLState());
      }
    }
  }
}
