package dev.ordinal.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.OwnerPartitions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** What must be true of every container in docker-compose.yml; needs no container engine. */
class ComposeFileIT {

  private static final Path ROOT = Path.of(System.getProperty("ordinal.root"));
  private static final String OURS = "ordinal-";
  private static final long MOST_MIB = 6 * 1024;

  private static JsonNode services;
  private static String dockerfile;

  @BeforeAll
  static void read() throws IOException {
    Yaml yaml = new Yaml(new SafeConstructor(new LoaderOptions()));
    services =
        Json.MAPPER
            .valueToTree(yaml.load(Files.readString(ROOT.resolve("docker-compose.yml"))))
            .get("services");
    dockerfile = Files.readString(ROOT.resolve("Dockerfile"));
  }

  @Test
  void everyContainerIsRestartedBoundedAndWithoutPrivileges() {
    assertThat(services.size()).isEqualTo(9);
    each(
        (name, service) -> {
          assertThat(service.path("restart").asText()).as(name).isEqualTo("unless-stopped");
          assertThat(service.path("mem_limit").asText()).as(name).matches("[0-9]+[mg]");
          assertThat(service.path("pids_limit").asInt()).as(name).isPositive();
          assertThat(service.path("stop_grace_period").asText()).as(name).matches("[36]0s");
          assertThat(service.path("read_only").asBoolean()).as(name).isTrue();
          assertThat(service.path("cap_drop")).as(name).map(JsonNode::asText).contains("ALL");
          assertThat(service.path("security_opt"))
              .as(name)
              .map(JsonNode::asText)
              .contains("no-new-privileges:true");
          assertThat(service.at("/logging/options").has("max-size")).as(name).isTrue();
        });
  }

  @Test
  void allTogetherTakeSixGibibytesAtMost() {
    long mib =
        StreamSupport.stream(services.spliterator(), false)
            .map(service -> service.get("mem_limit").asText())
            .mapToLong(ComposeFileIT::mebibytes)
            .sum();
    assertThat(mib).isLessThanOrEqualTo(MOST_MIB);
  }

  private static long mebibytes(String limit) {
    long count = Long.parseLong(limit.substring(0, limit.length() - 1));
    return limit.endsWith("g") ? count * 1024 : count;
  }

  @Test
  void nothingIsPublishedBeyondThisMachine() {
    each(
        (name, service) ->
            assertThat(service.path("ports"))
                .as(name)
                .allSatisfy(port -> assertThat(port.asText()).startsWith("127.0.0.1:")));
  }

  @Test
  void noSecretHasADefault() {
    each(
        (name, service) ->
            service
                .path("environment")
                .properties()
                .forEach(
                    variable -> {
                      if (variable.getKey().matches(".*(PASSWORD|KEYS|SECRET).*")) {
                        assertThat(variable.getValue().asText())
                            .as("%s of %s", variable.getKey(), name)
                            .matches("\\$\\{[A-Z_]+:\\?.+}");
                      }
                    }));
  }

  /** A misspelt variable would change nothing and say nothing. */
  @Test
  void everyVariableOfOursIsOneThatTheServiceKnows() {
    each(
        (name, service) -> {
          if (isOurs(service)) {
            String settings = settings(module(service));
            service
                .get("environment")
                .fieldNames()
                .forEachRemaining(
                    variable -> {
                      // That one is read before any file.
                      if (!variable.equals(OwnerPartitions.VARIABLE)) {
                        assertThat(settings).as(name).contains("${" + variable);
                      }
                    });
          }
        });
  }

  @Test
  void everyContainerHasAHealthCheckAndAUserOfItsOwn() {
    assertThat(dockerfile).contains("USER 10001:10001");
    each(
        (name, service) -> {
          if (isOurs(service)) {
            assertThat(stage(module(service)))
                .as(name)
                .contains("HEALTHCHECK", "ENTRYPOINT [\"java\"", "LABEL", "-XX:MaxRAMPercentage=")
                .doesNotContain("USER", "TieredStopAtLevel");
          } else {
            assertThat(service.path("user").asText()).as(name).isIn("appuser", "postgres");
            assertThat(service.at("/healthcheck/test").size()).as(name).isPositive();
          }
        });
  }

  private static String stage(String target) {
    List<String> stages = List.of(dockerfile.split("(?m)^FROM "));
    return stages.stream()
        .filter(stage -> stage.startsWith("service AS " + target + "\n"))
        .findFirst()
        .orElseThrow();
  }

  private static boolean isOurs(JsonNode service) {
    return service.get("image").asText().startsWith(OURS);
  }

  private static String module(JsonNode service) {
    String image = service.get("image").asText();
    return image.substring(OURS.length(), image.indexOf(':'));
  }

  private static String settings(String module) {
    try {
      return Files.readString(
          ROOT.resolve(Path.of(module, "src", "main", "resources", module + ".yml")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void each(BiConsumer<String, JsonNode> check) {
    for (Map.Entry<String, JsonNode> service : services.properties()) {
      check.accept(service.getKey(), service.getValue());
    }
  }
}
