package dev.ordinal.systemtests.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The container engine of this machine, if it has one: conditions for tests that need it. */
public final class Engine {

  /** {@code true}, {@code false}, or not said: what can be had and needs little memory. */
  private static final String WANTED = System.getProperty("ordinal.containers", "");

  /** 6 GiB for the containers, and what the tests and the system need. */
  private static final long LEAST_MEMORY = 7L << 30;

  private Engine() {}

  /**
   * Whether a container engine answers, and {@code -Dordinal.containers=false} does not say that
   * none is to be used; tells if not.
   *
   * @throws IllegalStateException if none answers, though {@code -Dordinal.containers=true} says so
   */
  public static boolean answers() {
    if ("false".equals(WANTED)) {
      return skipped("tests in containers, by -Dordinal.containers=false");
    }
    return DockerClientFactory.instance().isDockerAvailable()
        || lacking("no container engine answers here");
  }

  /**
   * Whether docker-compose.yml can be run, and {@code -Dordinal.containers=true} asks for that;
   * tells if not.
   *
   * @throws IllegalStateException if there is no engine or no Compose
   */
  public static boolean runsCompose() {
    if (!"true".equals(WANTED)) {
      return skipped("the run of docker-compose.yml, which -Dordinal.containers=true asks for");
    }
    return answers()
        && (!compose().isEmpty() || lacking("no docker-compose is installed here"))
        && hasMemory();
  }

  private static boolean hasMemory() {
    long bytes =
        Objects.requireNonNull(
            DockerClientFactory.instance().client().infoCmd().exec().getMemTotal());
    return bytes >= LEAST_MEMORY
        || skipped(
            "the run of docker-compose.yml, for which the engine's %d MiB of memory are too few"
                .formatted(bytes >> 20));
  }

  private static boolean lacking(String what) {
    if ("true".equals(WANTED)) {
      throw new IllegalStateException("-Dordinal.containers=true, but " + what);
    }
    return skipped(what);
  }

  /** The beginning of a command line for Compose, of its first or second version; empty if none. */
  static List<String> compose() {
    return Stream.of(List.of("docker-compose"), List.of("docker", "compose"))
        .filter(Engine::works)
        .findFirst()
        .orElse(List.of());
  }

  private static boolean works(List<String> compose) {
    boolean installed =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, compose.get(0))));
    if (!installed) {
      return false;
    }
    try {
      return new ProcessBuilder(Stream.concat(compose.stream(), Stream.of("version")).toList())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static boolean skipped(String what) {
    System.out.println("skipped: " + what);
    return false;
  }
}
