package dev.ordinal.local.postgres;

import com.google.common.util.concurrent.Uninterruptibles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real Postgres server, a process of its own, on loopback only. Committed rows are on disk: fsync
 * and synchronous_commit are on. Its superuser {@code postgres} needs no password. When it ends
 * before it is closed, it is started again on the same port. Thread-safe.
 */
public final class LocalPostgres implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(LocalPostgres.class);

  /** Sessions at once, unless another number is asked for. */
  static final int CONNECTIONS = 100;

  private static final Duration LOOK_EVERY = Duration.ofMillis(500);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
  private static final Duration WATCHER_BOUND = Duration.ofSeconds(5);

  private final PostgresServer server;
  private final PostgresProcesses processes;
  private final PostgresLog log;
  private final int port;
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Thread watcher = new Thread(this::watch, "watch-postgres");

  private LocalPostgres(
      PostgresServer server, PostgresProcesses processes, PostgresLog log, int port) {
    this.server = server;
    this.processes = processes;
    this.log = log;
    this.port = port;
    watcher.setDaemon(true);
  }

  /**
   * Starts a server and returns when it takes connections. What an earlier server left in the
   * directory is there again, however that one ended; what is left of its processes is ended, see
   * {@link PostgresProcesses}. Recovery after a kill takes its time; the console says so.
   *
   * @param directory the server's data, absolute; created when missing
   * @param port 1 to 65535
   * @param log where the server writes its log, at most 20 MB with the file beside it
   * @throws IOException when the server does not start, with the reason in Postgres' own words
   */
  public static LocalPostgres start(Path directory, int port, Path log) throws IOException {
    return start(directory, port, CONNECTIONS, log, PostgresProcesses.on(directory));
  }

  /**
   * The same, for more or fewer sessions at once than {@value #CONNECTIONS}.
   *
   * @param connections 1 to 10,000; each has a process of its own
   */
  public static LocalPostgres start(Path directory, int port, int connections, Path log)
      throws IOException {
    return start(directory, port, connections, log, PostgresProcesses.on(directory));
  }

  static LocalPostgres start(
      Path directory, int port, int connections, Path log, PostgresProcesses processes)
      throws IOException {
    Files.createDirectories(log.resolveSibling(""));
    PostgresLog postgresLog = new PostgresLog(log);
    PostgresServer server =
        new PostgresServer(
            PostgresBinaries.unpacked(), directory, port, connections, postgresLog, processes);
    server.start();
    LocalPostgres postgres = new LocalPostgres(server, processes, postgresLog, port);
    postgres.watcher.start();
    return postgres;
  }

  /** Where its database is, for JDBC; the user is {@code postgres}, without a password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(port);
  }

  private void watch() {
    Duration pause = LOOK_EVERY;
    while (!Uninterruptibles.awaitUninterruptibly(
        closing, pause.toMillis(), TimeUnit.MILLISECONDS)) {
      try {
        log.trim();
        if (!processes.serverRuns()) {
          LOG.warn("Postgres has ended; starting it again (its log: {})", log.file());
          server.start();
          LOG.warn("Postgres is back");
        }
        pause = LOOK_EVERY;
      } catch (IOException | RuntimeException | Error e) {
        // Whoever needs it says so meanwhile; here it is tried again until it is closed.
        pause = longer(pause);
        LOG.error("trying again in {} s: {}", pause.toSeconds(), e.getMessage(), e);
      }
    }
  }

  private static Duration longer(Duration pause) {
    Duration next = pause.compareTo(FIRST_PAUSE) < 0 ? FIRST_PAUSE : pause.multipliedBy(2);
    return next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
  }

  /**
   * Ends open sessions and stops the server, mostly within 5 s and at most within 20.
   *
   * @throws IOException when it is still there after that
   */
  @Override
  public void close() throws IOException {
    closing.countDown();
    watcher.interrupt(); // it may be waiting for a start
    Uninterruptibles.joinUninterruptibly(watcher, WATCHER_BOUND);
    processes.end();
  }
}
