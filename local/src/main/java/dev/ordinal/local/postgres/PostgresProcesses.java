package dev.ordinal.local.postgres;

import static java.util.stream.Collectors.joining;

import dev.ordinal.local.progress.Elapsed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The processes of the Postgres server on a data directory: the postmaster and its children, which
 * outlive it for a moment when it is killed, and hold the shared memory until they have gone.
 *
 * <p>A process belongs to the server if it is Postgres and works in the data directory, which
 * Postgres changes to when it starts. Where no {@code /proc} tells that (macOS), only the
 * postmaster is seen, by its pid file; Postgres itself then finds that children are left.
 *
 * <p>To be ended only by whoever holds the claim on the data, since nobody else can be using it
 * then. Thread-safe.
 */
public final class PostgresProcesses {

  private static final Logger LOG = LoggerFactory.getLogger(PostgresProcesses.class);
  private static final Duration SHUTDOWN = Duration.ofSeconds(5);

  /** For what has no postmaster any more, and so nothing left to do. */
  private static final Duration CHILDREN = Duration.ofSeconds(2);

  private static final long POLL_MILLIS = 50;

  private final Path directory;
  private final Path proc;

  private PostgresProcesses(Path directory, Path proc) {
    this.directory = directory;
    this.proc = proc;
  }

  /**
   * Of the server on this directory.
   *
   * @param directory the data directory, absolute; need not exist
   */
  public static PostgresProcesses on(Path directory) {
    return on(directory, Path.of("/proc"));
  }

  /** As above, with another place where the system tells about processes; need not exist. */
  static PostgresProcesses on(Path directory, Path proc) {
    return new PostgresProcesses(directory, proc);
  }

  /** Whether the postmaster is there; one that has ended and waits to be reaped is not. */
  boolean serverRuns() throws IOException {
    return postmaster().isPresent();
  }

  /**
   * Ends them all: first cleanly, then at once, then by SIGKILL, which loses nothing because
   * Postgres recovers from its log. Children without a postmaster end by themselves, and are given
   * the time. Says on the console when it takes some seconds. Afterwards there is no pid file of a
   * server: it may be cut short, or its process id be another program's by now, and then Postgres
   * would never start.
   *
   * @throws IOException when some are still there after 15 s
   */
  public void end() throws IOException {
    List<ProcessHandle> left = all();
    if (!left.isEmpty()) {
      LOG.info("ending Postgres {} on {}", pids(left), directory);
      Elapsed elapsed = Elapsed.startIfSlow("ending the Postgres of before", System.err);
      try {
        end(left);
      } finally {
        elapsed.close();
      }
    }
    if (!first(pidFile()).startsWith("-")) { // an operator's `postgres --single`
      Files.deleteIfExists(pidFile());
    }
  }

  private void end(List<ProcessHandle> left) throws IOException {
    Optional<ProcessHandle> postmaster = postmaster();
    Duration patience = postmaster.isPresent() ? SHUTDOWN : CHILDREN;
    if (postmaster.isPresent()) {
      signal("INT", List.of(postmaster.get())); // TERM would wait for its clients
    }
    List<ProcessHandle> remaining = awaitEnd(patience);
    if (!remaining.isEmpty()) {
      signal("QUIT", remaining);
      remaining = awaitEnd(patience);
    }
    if (!remaining.isEmpty()) {
      signal("KILL", remaining);
      remaining = awaitEnd(SHUTDOWN);
    }
    if (!remaining.isEmpty()) {
      throw new IOException(
          "Postgres %s, left behind on %s, does not end".formatted(pids(left), directory));
    }
  }

  private List<ProcessHandle> awaitEnd(Duration patience) throws IOException {
    long deadline = System.nanoTime() + patience.toNanos();
    List<ProcessHandle> left = all();
    while (!left.isEmpty() && System.nanoTime() < deadline) {
      try {
        Thread.sleep(POLL_MILLIS);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted while Postgres ends", e);
      }
      left = all();
    }
    return left;
  }

  /** All that can be seen. */
  List<ProcessHandle> all() throws IOException {
    if (Files.isDirectory(proc.resolve("self"))) {
      try (Stream<ProcessHandle> processes = ProcessHandle.allProcesses()) {
        return processes.filter(this::belongs).toList();
      }
    }
    return postmaster().stream().toList();
  }

  private Optional<ProcessHandle> postmaster() throws IOException {
    String pid = first(pidFile());
    if (!pid.matches("\\d{1,10}")) {
      return Optional.empty();
    }
    // The process id may have gone to another program since.
    return ProcessHandle.of(Long.parseLong(pid))
        .filter(process -> belongs(process) || wasStartedOn(process));
  }

  /** The first line; empty if there is none. */
  private static String first(Path file) throws IOException {
    try (Stream<String> lines = Files.lines(file)) {
      return lines.findFirst().orElse("");
    } catch (NoSuchFileException e) {
      return "";
    }
  }

  private Path pidFile() {
    return directory.resolve("postmaster.pid");
  }

  private boolean belongs(ProcessHandle process) {
    try {
      // By identity, not by name: the directory may be reached by several. It cannot be told for
      // processes of other users, which cannot be ours.
      return isPostgres(process)
          && !arguments(process).contains("--single") // an operator at work
          && Files.isSameFile(proc.resolve(process.pid() + "/cwd"), directory);
    } catch (IOException e) {
      return false;
    }
  }

  private boolean wasStartedOn(ProcessHandle process) {
    return isPostgres(process) && arguments(process).contains(directory.toString());
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().orElse("").endsWith("/postgres");
  }

  private static List<String> arguments(ProcessHandle process) {
    return Arrays.asList(process.info().arguments().orElse(new String[0]));
  }

  static void signal(String name, List<ProcessHandle> processes) throws IOException {
    String pids =
        processes.stream().map(process -> Long.toString(process.pid())).collect(joining(" "));
    // Java itself can only send TERM and KILL. Some may have gone by now, which is no failure.
    String command = "kill -s %s %s || true".formatted(name, pids);
    PostgresBinaries.run(List.of("sh", "-c", command), SHUTDOWN);
  }

  private static List<Long> pids(List<ProcessHandle> processes) {
    return processes.stream().map(ProcessHandle::pid).toList();
  }
}
