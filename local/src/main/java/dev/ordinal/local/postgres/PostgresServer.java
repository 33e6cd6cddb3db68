package dev.ordinal.local.postgres;

import dev.ordinal.local.progress.Elapsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;

/** Starts a server, as often as need be. Not thread-safe. */
final class PostgresServer {

  /** Recovery comes before the first connection, and ends by itself however long it takes. */
  private static final Duration START_BOUND = Duration.ofMinutes(10);

  private static final Duration CREATE_BOUND = Duration.ofMinutes(2);

  /** For what {@link PostgresProcesses} cannot see. */
  private static final Duration LEFT_BEHIND_BOUND = Duration.ofSeconds(30);

  private static final long RETRY_MILLIS = 500;

  /** Postgres' words when processes of an earlier server are left. */
  private static final String LEFT_BEHIND =
      "pre-existing shared memory block|lock file \"postmaster.pid\" already exists";

  // All without spaces: pg_ctl hands them to a shell.
  private static final Map<String, String> SETTINGS =
      Map.of(
          // Committed rows are on disk. All three are defaults; not to be turned off in a file.
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "listen_addresses", "127.0.0.1",
          // None, since the socket files of two users would meet in one directory.
          "unix_socket_directories", "",
          // Details can hold whole rows, and so names and addresses.
          "log_error_verbosity", "terse");

  private final PostgresBinaries binaries;
  private final Path directory;
  private final int port;
  private final int connections;
  private final PostgresLog log;
  private final PostgresProcesses processes;

  PostgresServer(
      PostgresBinaries binaries,
      Path directory,
      int port,
      int connections,
      PostgresLog log,
      PostgresProcesses processes) {
    this.binaries = binaries;
    this.directory = directory;
    this.port = port;
    this.connections = connections;
    this.log = log;
    this.processes = processes;
  }

  /**
   * Ends what is left of an earlier server, and returns when this one takes connections.
   *
   * @throws IOException when it does not start, with the reason in Postgres' own words; nothing of
   *     it is left then
   */
  void start() throws IOException {
    processes.end();
    Elapsed elapsed = Elapsed.startIfSlow("starting Postgres", System.err);
    try {
      long deadline = System.nanoTime() + LEFT_BEHIND_BOUND.toNanos();
      while (!isStarted(deadline)) {
        Thread.sleep(RETRY_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Postgres starts", e);
    } finally {
      elapsed.close();
    }
  }

  /** False if it is to be tried again, since something of an earlier server was there. */
  private boolean isStarted(long deadline) throws IOException {
    createData();
    log.trim();
    long before = log.end();
    try {
      binaries.run(
          START_BOUND.plusSeconds(10),
          "pg_ctl",
          "start",
          "--silent",
          "--pgdata=" + directory,
          "--log=" + log.file(),
          "--options=" + options(),
          "--timeout=" + START_BOUND.toSeconds());
      return true;
    } catch (IOException e) {
      processes.end();
      String reason = log.lastSince(before);
      if (reason.matches("(?s).*(" + LEFT_BEHIND + ").*") && System.nanoTime() < deadline) {
        return false;
      }
      throw new IOException(
          "Postgres did not start in %s: %s (log: %s)"
              .formatted(directory, reason.isEmpty() ? e.getMessage() : reason, log.file()),
          e);
    }
  }

  private String options() {
    return SETTINGS.entrySet().stream()
        .map(setting -> " -c " + setting.getKey() + "=" + setting.getValue())
        .collect(
            Collectors.joining("", "-p %d -c max_connections=%d".formatted(port, connections), ""));
  }

  /** All or nothing, whatever is killed when: made beside, and moved to its place when complete. */
  private void createData() throws IOException {
    if (Files.exists(directory.resolve("PG_VERSION"))) {
      return;
    }
    String prefix = directory.getFileName() + ".new-";
    Path parent = Files.createDirectories(directory.resolveSibling(""));
    removeUnfinished(parent, prefix);
    // Of a name of its own, since the program that makes the earlier one may still be at it.
    Path made = Files.createTempDirectory(parent, prefix);
    try {
      binaries.run(
          CREATE_BOUND,
          "initdb",
          "--pgdata=" + made,
          "--auth=trust",
          "--username=postgres",
          "--encoding=UTF-8",
          // Built into Postgres, so the same on every machine; text is ordered by code point.
          "--locale-provider=builtin",
          "--builtin-locale=C.UTF-8",
          "--locale=C");
      Files.move(made, directory, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      FileUtils.deleteQuietly(made.toFile());
      throw new IOException(
          "Postgres cannot create its data in %s: %s".formatted(directory, e.getMessage()), e);
    }
  }

  private static void removeUnfinished(Path parent, String prefix) throws IOException {
    try (Stream<Path> entries = Files.list(parent)) {
      entries
          .filter(entry -> entry.getFileName().toString().startsWith(prefix))
          .forEach(entry -> FileUtils.deleteQuietly(entry.toFile()));
    }
  }
}
