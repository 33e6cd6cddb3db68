package dev.ordinal.benchmarks.subjects;

import dev.ordinal.benchmarks.peers.Peer;
import dev.ordinal.benchmarks.peers.PeerServer;
import dev.ordinal.benchmarks.subjects.Subject.Address;
import dev.ordinal.local.postgres.LocalPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Starts what is measured, in folders of its own below one, and ends all that it started. The peers
 * share one Postgres server. Not thread-safe.
 */
public final class Subjects implements AutoCloseable {

  private static final Duration LONGEST_START = Duration.ofSeconds(150);

  /** Enough for the most callers without a server in between, who have a connection each. */
  private static final int CONNECTIONS = 2_100;

  private final Path root;
  private final Path folder;
  private final List<AutoCloseable> started = new ArrayList<>();
  private @Nullable Database postgres;

  /**
   * Starts nothing yet.
   *
   * @param root where the {@code ordinal} command is
   * @param folder for all data, absolute; what is started leaves it as it is when it ends
   */
  public Subjects(Path root, Path folder) {
    this.root = root;
    this.folder = folder;
  }

  /** {@code ordinal up} as users start it, ready. */
  public Subject ordinal() throws IOException, InterruptedException, SQLException {
    Address address = Address.next();
    int postgresPort = Ports.next();
    Path data = folder.resolve("ordinal");
    List<String> command =
        List.of(
            root.resolve("ordinal").toString(),
            "up",
            "--port=" + address.port(),
            "--admin-port=" + address.adminPort(),
            "--kafka-port=" + Ports.next(),
            "--postgres-port=" + postgresPort,
            "--data=" + data);
    ServerProcess process = start("ordinal", command, "Ordinal is ready after");
    String url = "jdbc:postgresql://127.0.0.1:%d/postgres?user=postgres".formatted(postgresPort);
    return new Subject(
        process,
        address,
        new Database(url, data.resolve("postgres")),
        "SELECT number FROM api.orders",
        data.resolve("kafka"));
  }

  /** A peer on a new database, ready. */
  public Subject peer(Peer peer, int pool) throws IOException, InterruptedException, SQLException {
    Database database = postgres().create(databaseName(peer.label()));
    Address address = Address.next();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx1g",
            "-XX:+ExitOnOutOfMemoryError",
            "-cp",
            System.getProperty("java.class.path"),
            PeerServer.class.getName(),
            "--peer=" + peer.label(),
            "--pool=" + pool,
            "--port=" + address.port(),
            "--admin-port=" + address.adminPort(),
            "--jdbc-url=" + database.url());
    ServerProcess process = start(peer.label(), command, PeerServer.READY);
    return new Subject(
        process, address, database, "SELECT number FROM orders", folder.resolve("no-broker"));
  }

  /** The counter row on a new database, with nothing in between. */
  public CounterRow counterRow() throws IOException, SQLException {
    Database database = postgres().create(databaseName("counter-jdbc"));
    database.execute(Peer.COUNTER_FUNCTION.schema());
    return new CounterRow(database);
  }

  private Database postgres() throws IOException {
    if (postgres == null) {
      int port = Ports.next();
      Path data = folder.resolve("postgres");
      LocalPostgres server =
          LocalPostgres.start(data, port, CONNECTIONS, folder.resolve("postgres.log"));
      started.add(server);
      postgres = new Database(server.jdbcUrl() + "?user=postgres", data);
    }
    return postgres;
  }

  private static String databaseName(String label) {
    return label.replace('-', '_');
  }

  private ServerProcess start(String name, List<String> command, String ready)
      throws IOException, InterruptedException {
    Path output = Files.createTempFile(folder, name + "-", ".out");
    ServerProcess process = ServerProcess.start(command, output);
    started.add(process);
    process.awaitOutput(ready, LONGEST_START);
    return process;
  }

  /** Ends what runs, the last one first; a failure does not keep the others running. */
  @Override
  public void close() {
    // Ends take time, also when the run was ended by a signal.
    boolean interrupted = Thread.interrupted();
    for (int i = started.size() - 1; i >= 0; i--) {
      try {
        started.get(i).close();
      } catch (Exception e) {
        System.err.println("ordinal: a server did not end: " + e.getMessage());
      }
    }
    started.clear();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
