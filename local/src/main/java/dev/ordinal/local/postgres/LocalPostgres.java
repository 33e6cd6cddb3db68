package dev.ordinal.local.postgres;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * A real Postgres server, a process of its own, on loopback only. Committed rows are on disk: fsync
 * and synchronous_commit are on. Its superuser {@code postgres} needs no password.
 */
public final class LocalPostgres implements AutoCloseable {

  // Recovery after a kill comes before the first connection.
  private static final Duration START_WAIT = Duration.ofSeconds(30);

  // The library starts Postgres for tests, with the first three off.
  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "listen_addresses", "127.0.0.1",
          // None, since the socket files of two users would meet in one directory.
          "unix_socket_directories", "",
          "max_connections", "100");

  // Built into Postgres, so the same on every machine; text is ordered by code point.
  private static final Map<String, String> LOCALE =
      Map.of("locale-provider", "builtin", "builtin-locale", "C.UTF-8", "locale", "C");

  private final Path directory;
  private final EmbeddedPostgres server;

  private LocalPostgres(Path directory, EmbeddedPostgres server) {
    this.directory = directory;
    this.server = server;
  }

  /**
   * Starts a server and returns when it takes connections. What an earlier server left in the
   * directory is there again, however that one ended; but it must have ended, see {@link
   * OrphanedPostgres}.
   *
   * @param directory the server's data, absolute; created when missing
   * @param port 1 to 65535
   * @throws IOException when the server does not start
   */
  public static LocalPostgres start(Path directory, int port) throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(false)
            .setPGStartupWait(START_WAIT)
            .setPort(port);
    SETTINGS.forEach(builder::setServerConfig);
    LOCALE.forEach(builder::setLocaleConfig);
    try (PostgresBinaries binaries = PostgresBinaries.open()) {
      builder.setOverrideWorkingDirectory(binaries.folder().toFile());
      return new LocalPostgres(directory, builder.start());
    } catch (IOException | RuntimeException e) {
      throw new IOException(
          "Postgres did not start in %s, the log says why: %s".formatted(directory, e.getMessage()),
          e);
    }
  }

  /** Where its database is, for JDBC; the user is {@code postgres}, without a password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:%d/postgres".formatted(server.getPort());
  }

  /**
   * Ends open sessions and stops the server, within 15 s.
   *
   * @throws IOException when it is still there after that
   */
  @Override
  public void close() throws IOException {
    server.close();
    // The library waits 5 s and then only logs that the server is still there.
    OrphanedPostgres.stop(directory);
  }
}
