package dev.ordinal.systemtests.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** One running {@code ordinal up} with its own ports and data folder. */
public final class Ordinal implements Deployment {

  private final Path data;
  private final Ports ports;
  private final Map<String, String> environment;
  private final JavaProcess process;

  private Ordinal(Path data, Ports ports, Map<String, String> environment, JavaProcess process) {
    this.data = data;
    this.ports = ports;
    this.environment = environment;
    this.process = process;
  }

  /** Starts and waits until it is ready. */
  public static Ordinal up(Path data) {
    return up(data, Ports.free());
  }

  /** Starts on these ports and waits until it is ready. */
  public static Ordinal up(Path data, Ports ports) {
    return up(data, ports, Map.of());
  }

  private static Ordinal up(
      Path data, Ports ports, Map<String, String> environment, String... more) {
    JavaProcess process = start(data, ports, environment, more);
    try {
      process.awaitOutput("Ordinal is ready after");
    } catch (RuntimeException | AssertionError e) {
      process.close();
      throw e;
    }
    return new Ordinal(data, ports, environment, process);
  }

  /** Starts with this in its environment and further options, and waits until it is ready. */
  public static Ordinal up(Path data, Map<String, String> environment, String... more) {
    return up(data, Ports.free(), environment, more);
  }

  /** Starts without waiting, with further options. */
  public static JavaProcess start(Path data, Ports ports, String... more) {
    return start(data, ports, Map.of(), more);
  }

  /** The same, with this in its environment. */
  public static JavaProcess start(
      Path data, Ports ports, Map<String, String> environment, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "up",
                "--port=" + ports.api(),
                "--admin-port=" + ports.admin(),
                "--kafka-port=" + ports.kafka(),
                "--postgres-port=" + ports.postgres(),
                "--data=" + data));
    Collections.addAll(arguments, more);
    return JavaProcess.start(
        data.toAbsolutePath().resolveSibling("output"),
        environment,
        arguments.toArray(String[]::new));
  }

  /** Starts again on the same data and ports, in the same environment. */
  public Ordinal again() {
    return up(data, ports, environment);
  }

  @Override
  public Ports ports() {
    return ports;
  }

  public JavaProcess process() {
    return process;
  }

  /** The main process of its Postgres. */
  public ProcessHandle postmaster() {
    return postmaster(data.resolve("postgres"));
  }

  static ProcessHandle postmaster(Path postgres) {
    try (Stream<String> lines = Files.lines(postgres.resolve("postmaster.pid"))) {
      return ProcessHandle.of(Long.parseLong(lines.findFirst().orElseThrow())).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Client client() {
    return new Client(ports.api());
  }

  @Override
  public void close() {
    process.close();
  }
}
