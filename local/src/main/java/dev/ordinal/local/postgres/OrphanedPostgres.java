package dev.ordinal.local.postgres;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server that a killed process left behind: it still holds the data directory and the port. To
 * be stopped only by whoever holds the claim on the data, since nobody else can be using it then.
 */
public final class OrphanedPostgres {

  private static final Logger LOG = LoggerFactory.getLogger(OrphanedPostgres.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private OrphanedPostgres() {}

  /**
   * Stops the server on this data directory, if there is one: first cleanly, then at once, which
   * loses nothing because Postgres recovers from its log.
   *
   * @param directory the data directory, absolute; need not exist
   * @throws IOException when it does not end within 10 s
   */
  public static void stop(Path directory) throws IOException {
    Optional<ProcessHandle> found = find(directory);
    if (found.isEmpty()) {
      return;
    }
    ProcessHandle orphan = found.get();
    LOG.info("stopping Postgres {}, left behind on {}", orphan.pid(), directory);
    if (!end(orphan, "INT") && !end(orphan, "QUIT")) {
      throw new IOException(
          "Postgres %d, left behind on %s, does not stop".formatted(orphan.pid(), directory));
    }
  }

  private static Optional<ProcessHandle> find(Path directory) throws IOException {
    Path pidFile = directory.resolve("postmaster.pid");
    if (!Files.exists(pidFile)) {
      return Optional.empty();
    }
    List<String> lines = Files.readAllLines(pidFile);
    if (lines.isEmpty() || !lines.get(0).matches("\\d{1,10}")) {
      return Optional.empty();
    }
    return ProcessHandle.of(Long.parseLong(lines.get(0)))
        .filter(process -> isPostgresOn(directory, process.info()));
  }

  // The process id may have gone to another program since.
  private static boolean isPostgresOn(Path directory, ProcessHandle.Info info) {
    String command = info.command().orElse("");
    List<String> arguments = Arrays.asList(info.arguments().orElse(new String[0]));
    return command.endsWith("/postgres") && arguments.contains(directory.toString());
  }

  private static boolean end(ProcessHandle orphan, String signal) throws IOException {
    try {
      // Java itself can only send TERM and KILL, and Postgres waits for its clients on TERM.
      new ProcessBuilder("sh", "-c", "kill -s " + signal + " " + orphan.pid()).start().waitFor();
      orphan.onExit().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while Postgres stops", e);
    }
  }
}
