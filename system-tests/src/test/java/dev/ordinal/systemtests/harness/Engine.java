package dev.ordinal.systemtests.harness;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.testcontainers.DockerClientFactory;

/** The container engine of this machine, if it has one: conditions for tests that need it. */
public final class Engine {

  private Engine() {}

  /** Whether a container engine answers; says so if not. */
  public static boolean answers() {
    return DockerClientFactory.instance().isDockerAvailable()
        || skipped("no container engine answers here");
  }

  /** Whether the run of docker-compose.yml is asked for and can be done; says so if not. */
  public static boolean runsCompose() {
    if (!Boolean.getBoolean("ordinal.compose")) {
      return skipped("the run of docker-compose.yml, which -Dordinal.compose=true asks for");
    }
    return answers() && (!compose().isEmpty() || skipped("no docker-compose is installed here"));
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
