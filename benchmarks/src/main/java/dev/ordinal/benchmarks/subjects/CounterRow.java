package dev.ordinal.benchmarks.subjects;

import dev.ordinal.benchmarks.load.JdbcLoad;
import dev.ordinal.benchmarks.load.Measurement;
import dev.ordinal.benchmarks.peers.CounterFunction;
import java.sql.SQLException;
import java.time.Duration;

/** The counter row without any HTTP: callers with a connection each. */
public final class CounterRow {

  private static final String PERIOD = "20261127";

  private final Database database;
  private final ToldNumbers told = new ToldNumbers();

  CounterRow(Database database) {
    this.database = database;
  }

  /** Connects, and lets each caller place orders for a time, one after the other. */
  public Measurement closed(int callers, Duration length)
      throws SQLException, InterruptedException {
    try (JdbcLoad load = new JdbcLoad(database.url(), callers)) {
      return load.closed(
          CounterFunction.SQL,
          statement -> CounterFunction.setParameters(statement, "GAM", PERIOD, OrderWorkload.BODY),
          told::add,
          length);
    }
  }

  /** What the numbers are worth that callers were told so far. */
  public Worth worth() throws SQLException {
    return Worth.of(told, database.numbers("SELECT number FROM orders"));
  }
}
