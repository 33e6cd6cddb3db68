package dev.ordinal.systemtests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Map.entry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The wall clocks of processes, each of which can be set by itself while the process runs: it is
 * started with libfaketime, which reads how far to be from the clock of this machine. The clocks
 * that only go on are left alone. Thread-safe.
 */
public final class Clocks {

  private static final String FOLDER = "faketime";
  private static final String LIBRARY = "libfaketimeMT.so.1";

  private final Path folder;
  private final Duration ahead;
  private final Map<String, Duration> steps = new ConcurrentHashMap<>();

  /**
   * Clocks that begin with one time.
   *
   * @param folder for the files that the processes read
   */
  public Clocks(Path folder, Instant start) {
    this.folder = folder;
    this.ahead = Duration.between(Instant.now(), start);
  }

  /** Why clocks cannot be set on this machine; empty if they can. */
  public static Optional<String> trouble() {
    return library().isPresent()
        ? Optional.empty()
        : Optional.of(
            "no "
                + LIBRARY
                + " is installed here (Debian and Ubuntu: apt-get install libfaketime)");
  }

  private static Optional<Path> library() {
    String architecture = System.getProperty("os.arch").replace("amd64", "x86_64");
    return List.of("/usr/lib/" + architecture + "-linux-gnu", "/usr/lib", "/usr/lib64").stream()
        .map(lib -> Path.of(lib, FOLDER, LIBRARY))
        .filter(Files::exists)
        .findFirst();
  }

  /** The environment of a process that has the clock of this name. */
  public Map<String, String> environment(String clock) {
    if (!Files.exists(file(clock))) {
      step(clock, Duration.ZERO);
    }
    return Map.ofEntries(
        entry("LD_PRELOAD", library().orElseThrow().toString()),
        entry("FAKETIME_TIMESTAMP_FILE", file(clock).toString()),
        entry("FAKETIME_CACHE_DURATION", "1"),
        entry("FAKETIME_DONT_FAKE_MONOTONIC", "1"),
        // With it, which it takes from the version of glibc, waits of the JVM end at once.
        entry("FAKETIME_FORCE_MONOTONIC_FIX", "0"),
        entry("NO_FAKE_STAT", "1"));
  }

  /** Sets a clock so far ahead of where it began, or back. It is followed within a second. */
  public void step(String clock, Duration step) {
    steps.put(clock, step);
    Path written = folder.resolve(clock + ".new");
    try {
      Files.createDirectories(folder);
      Files.writeString(
          written, String.format(Locale.ROOT, "%+.3f", ahead.plus(step).toMillis() / 1e3), UTF_8);
      Files.move(written, file(clock), StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Sets a clock to a time. */
  public void set(String clock, Instant time) {
    step(clock, Duration.between(Instant.now().plus(ahead), time));
  }

  /** What a clock shows, or will within a second. */
  public Instant now(String clock) {
    return Instant.now().plus(ahead).plus(steps.getOrDefault(clock, Duration.ZERO));
  }

  /** Whether a clock is followed, by the header {@code Date} of an answer. */
  public boolean isShownIn(String date, String clock) {
    Instant shown = DateTimeFormatter.RFC_1123_DATE_TIME.parse(date, Instant::from);
    return Duration.between(shown, now(clock)).abs().compareTo(Duration.ofMinutes(1)) < 0;
  }

  private Path file(String clock) {
    return folder.resolve(clock);
  }
}
