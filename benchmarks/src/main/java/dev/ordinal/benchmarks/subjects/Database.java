package dev.ordinal.benchmarks.subjects;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * A database of a Postgres server on this machine.
 *
 * @param url for JDBC, with the user
 * @param folder the server's data
 */
record Database(String url, Path folder) {

  private static final int FETCH = 10_000;

  /** A new database on the same server. */
  Database create(String name) throws SQLException {
    execute("CREATE DATABASE \"" + name + "\"");
    return new Database(url.replaceFirst("/[a-z_]+\\?", "/" + name + "?"), folder);
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Hands out the first column of each row. */
  void each(String sql, Consumer<String> value) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url)) {
      connection.setAutoCommit(false); // or all rows are fetched at once
      try (Statement statement = connection.createStatement()) {
        statement.setFetchSize(FETCH);
        try (ResultSet rows = statement.executeQuery(sql)) {
          while (rows.next()) {
            value.accept(rows.getString(1));
          }
        }
      }
    }
  }

  /** The numbers in the first column. */
  ToldNumbers numbers(String sql) throws SQLException {
    ToldNumbers numbers = new ToldNumbers();
    each(sql, numbers::add);
    return numbers;
  }

  /** Bytes of its tables and indexes. */
  long bytes() throws SQLException {
    long[] bytes = {0};
    each("SELECT pg_database_size(current_database())", text -> bytes[0] = Long.parseLong(text));
    return bytes[0];
  }

  /** Processor time of the server and its sessions that are open; zero if the system hides it. */
  Duration cpu() {
    try (Stream<String> lines = Files.lines(folder.resolve("postmaster.pid"))) {
      long pid = Long.parseLong(lines.findFirst().orElse("0").strip());
      return ProcessHandle.of(pid)
          .map(main -> Stream.concat(Stream.of(main), main.descendants()))
          .orElseGet(Stream::empty)
          .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
          .reduce(Duration.ZERO, Duration::plus);
    } catch (IOException e) {
      return Duration.ZERO; // it is not running
    }
  }
}
