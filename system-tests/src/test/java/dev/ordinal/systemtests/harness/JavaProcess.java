package dev.ordinal.systemtests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.awaitility.Awaitility.await;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** The {@code ordinal} command as a real process of its own, its output in a file. */
public final class JavaProcess implements Running {

  private static final Duration START_LIMIT = Duration.ofSeconds(150);
  private static final Duration STOP_LIMIT = Duration.ofSeconds(40);

  /** Nobody else would end them if this JVM is stopped in the middle. */
  private static final Set<Process> STARTED = ConcurrentHashMap.newKeySet();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> STARTED.forEach(Process::destroyForcibly), "end-all"));
  }

  private final Process process;
  private final Path output;

  private JavaProcess(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Starts {@code ordinal arguments…} with {@code environment} added, in {@code folder}. */
  public static JavaProcess start(
      Path folder, Map<String, String> environment, String... arguments) {
    List<String> program = new ArrayList<>(List.of("-jar", ClassArchive.JAR.toString()));
    program.addAll(List.of(arguments));
    return run(folder, environment, arguments[0], program);
  }

  /** Starts what runs for long enough to be compiled well, as the launcher starts it. */
  public static JavaProcess startLong(Path folder, String... arguments) {
    return startWith(folder, List.of("-XX:TieredStopAtLevel=4"), arguments);
  }

  /** With more options for the JVM; the last of several such options counts. */
  static JavaProcess startWith(Path folder, List<String> options, String... arguments) {
    List<String> program = new ArrayList<>(options);
    program.addAll(List.of("-jar", ClassArchive.JAR.toString()));
    program.addAll(List.of(arguments));
    return run(folder, Map.of(), arguments[0], program);
  }

  /** Starts another class of what {@code ordinal} is made of. */
  static JavaProcess startMain(
      Path folder, Map<String, String> environment, String main, List<String> arguments) {
    List<String> program = new ArrayList<>(List.of("-cp", ClassArchive.JAR.toString(), main));
    program.addAll(arguments);
    return run(folder, environment, main, program);
  }

  private static JavaProcess run(
      Path folder, Map<String, String> environment, String name, List<String> program) {
    List<String> command = new ArrayList<>(ClassArchive.javaWithIt());
    command.addAll(program);
    try {
      Files.createDirectories(folder);
      Path output = Files.createTempFile(folder, name + "-", ".out");
      ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
      builder.environment().putAll(environment);
      File file = output.toFile();
      Process process = builder.redirectErrorStream(true).redirectOutput(file).start();
      STARTED.add(process);
      return new JavaProcess(process, output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until {@code text} is in the output; fails if the process ends before. */
  public JavaProcess awaitOutput(String text) {
    await(text)
        .atMost(START_LIMIT)
        .pollInterval(Duration.ofMillis(20))
        .until(() -> !process.isAlive() || output().contains(text));
    if (!output().contains(text)) {
      throw new AssertionError("the process ended:\n" + output());
    }
    return this;
  }

  /** Everything printed so far. */
  public String output() {
    try {
      return Files.readString(output, UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For those who kill it. */
  public ProcessHandle handle() {
    return process.toHandle();
  }

  public boolean isAlive() {
    return process.isAlive();
  }

  /** Sends SIGTERM and waits for the end. */
  @Override
  public int stop() {
    process.destroy();
    return exitCode();
  }

  /** Sends SIGTERM and does not wait. */
  public void beginStop() {
    process.destroy();
  }

  /** Kills with SIGKILL, so that nothing of the process can clean up. */
  @Override
  public void kill() {
    process.destroyForcibly();
    exitCode();
  }

  /** Sends a signal by its name without SIG, as in "STOP", and waits until it is sent. */
  public void signal(String name) {
    try {
      Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
      if (kill.waitFor() != 0) {
        throw new AssertionError("cannot send SIG" + name);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Waits for the process to end by itself. */
  public int exitCode() {
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        throw new AssertionError("still running after " + STOP_LIMIT + ":\n" + output());
      }
      return process.exitValue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    if (process.isAlive()) {
      try {
        stop();
      } finally {
        process.destroyForcibly();
      }
    }
  }
}
