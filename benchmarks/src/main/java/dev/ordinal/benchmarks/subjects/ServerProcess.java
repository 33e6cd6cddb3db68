package dev.ordinal.benchmarks.subjects;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;

/** A server as a process of its own, its output in a file. Not thread-safe. */
final class ServerProcess implements AutoCloseable {

  private static final Duration LONGEST_STOP = Duration.ofSeconds(40);
  private static final long POLL_MILLIS = 50;

  private final Process process;
  private final Path output;

  private ServerProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts and does not wait. */
  static ServerProcess start(List<String> command, Path output) throws IOException {
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    return new ServerProcess(process, output);
  }

  /**
   * Waits until it has printed {@code text}.
   *
   * @throws IOException if it ends before or takes longer, with what it printed
   */
  void awaitOutput(String text, Duration longest) throws IOException, InterruptedException {
    long end = System.nanoTime() + longest.toNanos();
    while (!printed().contains(text)) {
      if (!process.isAlive() || System.nanoTime() > end) {
        String trouble = process.isAlive() ? "is not ready after " + longest : "has ended";
        throw new IOException("a server " + trouble + ":\n" + printed());
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private String printed() throws IOException {
    return Files.readString(output, UTF_8);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Processor time so far; zero if the system does not tell. */
  Duration cpu() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  /** Resident memory in KiB, where the system has {@code /proc}. */
  OptionalLong residentKib() {
    Path status = Path.of("/proc", Long.toString(process.pid()), "status");
    if (!Files.isReadable(status)) {
      return OptionalLong.empty();
    }
    try {
      return Files.readAllLines(status).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
          .findFirst();
    } catch (IOException e) {
      return OptionalLong.empty(); // it has ended
    }
  }

  /** Asks it to end, and ends it if it does not in time. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
