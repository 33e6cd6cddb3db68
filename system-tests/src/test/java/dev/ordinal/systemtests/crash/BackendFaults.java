package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What is done to the broker, to Postgres and to those who read the log. */
final class BackendFaults {

  /** How long a statement waits for a lock: a deadlock ends sooner, and a round goes on. */
  private static final int LOCK_LIMIT_MILLIS = 5_000;

  static final List<Fault<Cluster>> ALL =
      List.of(
          new Fault<>(
              Set.of(Part.KAFKA),
              "broker-killed",
              "SIGKILL to the only broker, and a start",
              (cluster, blow) -> {
                blow.fall(() -> cluster.kill(Part.KAFKA));
                cluster.start(Part.KAFKA);
              }),
          new Fault<>(
              Set.of(Part.KAFKA),
              "broker-killed-in-commit",
              "the same between prepare and complete of a transaction",
              (cluster, blow) -> {
                blow.fallInACommit(cluster.ports(), () -> cluster.kill(Part.KAFKA));
                cluster.start(Part.KAFKA);
              }),
          new Fault<>(
              Set.of(Part.POSTGRES),
              "postgres-killed",
              "SIGKILL to the process of Postgres and its postmaster, and a start",
              (cluster, blow) -> {
                // After the fault before it may be starting still, and then it has none.
                ProcessHandle postmaster = Await.until(cluster::postmaster, ProcessHandle::isAlive);
                blow.fall(
                    () -> {
                      postmaster.destroyForcibly();
                      cluster.kill(Part.POSTGRES);
                    });
                cluster.start(Part.POSTGRES);
              }),
          new Fault<>(
              Set.of(Part.POSTGRES),
              "postgres-restarted",
              "a clean stop of Postgres for two seconds, and a start",
              (cluster, blow) -> {
                blow.fall(() -> cluster.stop(Part.POSTGRES));
                blow.awaitSince(Duration.ofSeconds(2));
                cluster.start(Part.POSTGRES);
              }),
          new Fault<>(
              Set.of(Part.POSTGRES),
              "postgres-deadlocked",
              "another session takes the locks of the projector in the other order",
              (cluster, blow) -> {
                blow.fall(() -> {});
                for (int i = 0; i < 3; i++) {
                  lockTheOtherWayRound(cluster);
                }
              }),
          new Fault<>(
              Set.of(Part.PROJECTIONS),
              "projections-killed-in-commit",
              "SIGKILL to projections while a transaction of Postgres is open",
              (cluster, blow) -> {
                awaitTransaction(cluster);
                blow.fall(() -> cluster.kill(Part.PROJECTIONS));
                cluster.start(Part.PROJECTIONS);
              }),
          new Fault<>(
              Set.of(Part.API),
              "api-killed",
              "SIGKILL to the API, and a start",
              (cluster, blow) -> {
                blow.fall(() -> cluster.kill(Part.API));
                cluster.start(Part.API);
              }));

  private BackendFaults() {}

  private static Connection connect(Cluster cluster) throws SQLException {
    Connection connection = DriverManager.getConnection(cluster.ports().jdbcUrl());
    try (Statement statement = connection.createStatement()) {
      statement.execute("SET lock_timeout = " + LOCK_LIMIT_MILLIS);
    }
    return connection;
  }

  /** The projector writes the rows first and the position last. */
  private static void lockTheOtherWayRound(Cluster cluster) throws SQLException {
    try (Connection connection = connect(cluster);
        Statement statement = connection.createStatement()) {
      String schema = schema(statement);
      connection.setAutoCommit(false);
      statement.execute("LOCK TABLE %s.positions IN ROW EXCLUSIVE MODE".formatted(schema));
      statement.execute("SELECT * FROM %s.positions FOR UPDATE".formatted(schema));
      statement.execute("SELECT pg_sleep(0.3)");
      statement.execute("LOCK TABLE %s.orders IN ACCESS EXCLUSIVE MODE".formatted(schema));
      connection.rollback();
    } catch (SQLException e) {
      // 40P01: this session was the victim of the deadlock, and not the projector; 55P03: too slow.
      if (!List.of("40P01", "55P03").contains(e.getSQLState())) {
        throw e;
      }
    }
  }

  private static String schema(Statement statement) throws SQLException {
    String tables = "SELECT schemaname FROM pg_tables WHERE tablename = 'positions'";
    try (ResultSet found = statement.executeQuery(tables)) {
      if (!found.next()) {
        throw new IllegalStateException("no schema has a table of positions");
      }
      return found.getString(1);
    }
  }

  /** Waits until the projector has a transaction open; after two seconds any moment will do. */
  private static void awaitTransaction(Cluster cluster) {
    String open =
        "SELECT count(*) FROM pg_stat_activity WHERE backend_xid IS NOT NULL"
            + " AND pid <> pg_backend_pid()";
    long limit = System.nanoTime() + Duration.ofSeconds(2).toNanos();
    try (Connection connection = connect(cluster);
        Statement statement = connection.createStatement()) {
      boolean found = false;
      while (!found && System.nanoTime() < limit) {
        try (ResultSet count = statement.executeQuery(open)) {
          found = count.next() && count.getInt(1) > 0;
        }
      }
    } catch (SQLException e) {
      // Postgres may be struck at the same time, and then any moment will do as well.
    }
  }
}
