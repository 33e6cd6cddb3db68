package dev.ordinal.systemtests.harness;

import static java.util.stream.Collectors.joining;
import static org.awaitility.Awaitility.await;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.HostConfig;
import dev.ordinal.contracts.topics.Topics;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.testcontainers.DockerClientFactory;

/** The containers of docker-compose.yml, under a name and ports of their own. */
public final class Compose implements AutoCloseable {

  public static final List<String> BROKERS = List.of("kafka-1", "kafka-2", "kafka-3");
  public static final List<String> NUMBERING = List.of("numbering-1", "numbering-2");

  private static final Duration COMMAND_LIMIT = Duration.ofMinutes(4);
  private static final Duration HEALTH_LIMIT = Duration.ofMinutes(3);
  private static final String PROJECT_LABEL = "com.docker.compose.project";
  private static final String SERVICE_LABEL = "com.docker.compose.service";

  private final DockerClient docker = DockerClientFactory.instance().client();
  private final String project = "ordinal-test-" + ProcessHandle.current().pid();
  private final Path folder;
  private final int api = Ports.next();
  private final int admin = Ports.next();
  private final int postgres = Ports.next();
  private final List<Integer> brokers = List.of(Ports.next(), Ports.next(), Ports.next());
  private final Map<String, String> environment;

  /**
   * Nothing is started yet.
   *
   * @param folder for the output of commands
   * @param environment what docker-compose.yml asks for, but for ports
   */
  public Compose(Path folder, Map<String, String> environment) {
    this.folder = folder;
    this.environment = new HashMap<>(environment);
    // What reads the log beside the containers counts on as many.
    this.environment.put("ORDINAL_PARTITIONS", Integer.toString(Topics.OWNER_PARTITIONS));
    this.environment.put("ORDINAL_PORT", Integer.toString(api));
    this.environment.put("ORDINAL_ADMIN_PORT", Integer.toString(admin));
    this.environment.put("ORDINAL_POSTGRES_PORT", Integer.toString(postgres));
    for (int i = 0; i < brokers.size(); i++) {
      this.environment.put(
          "ORDINAL_KAFKA_%d_PORT".formatted(i + 1), Integer.toString(brokers.get(i)));
    }
  }

  /** Builds the images and starts everything, without waiting until it is healthy. */
  public void up() {
    compose("up", "--detach", "--build");
  }

  /** Waits until every container is healthy. */
  public void awaitHealthy() {
    Map<String, String> ill = new TreeMap<>();
    try {
      await("health")
          .atMost(HEALTH_LIMIT)
          .pollInterval(Duration.ofMillis(500))
          .until(
              () -> {
                ill.clear();
                containers().forEach((service, id) -> tellIfIll(service, id, ill));
                return ill.isEmpty();
              });
    } catch (ConditionTimeoutException e) {
      throw new AssertionError("not healthy: " + ill, e);
    }
  }

  private void tellIfIll(String service, String id, Map<String, String> ill) {
    InspectContainerResponse.ContainerState state = inspect(id).getState();
    String health = state.getHealth() == null ? "none" : state.getHealth().getStatus();
    if (!Boolean.TRUE.equals(state.getRunning()) || !"healthy".equals(health)) {
      ill.put(service, state.getStatus() + ", health " + health);
    }
  }

  /** Kills a container for good, as if its machine were gone: the engine does not restart it. */
  public void kill(String service) {
    docker.killContainerCmd(id(service)).withSignal("KILL").exec();
  }

  /** Starts a container that was killed. */
  public void start(String service) {
    docker.startContainerCmd(id(service)).exec();
  }

  /** Kills the process of a container, which its restart policy then starts again. */
  public void crash(String service) {
    InspectContainerResponse victim = inspect(id(service));
    // From within its container the first process cannot be killed.
    String killer =
        docker
            .createContainerCmd(Objects.requireNonNull(victim.getImageId()))
            .withHostConfig(HostConfig.newHostConfig().withPidMode("host").withAutoRemove(true))
            .withUser("0")
            .withEntrypoint("sh", "-c", "kill -KILL " + victim.getState().getPidLong())
            .exec()
            .getId();
    docker.startContainerCmd(killer).exec();
  }

  /** How often the restart policy has started each service again. */
  public Map<String, Integer> restarts() {
    Map<String, Integer> restarts = new TreeMap<>();
    containers()
        .forEach(
            (service, id) ->
                restarts.put(service, Objects.requireNonNull(inspect(id).getRestartCount())));
    return restarts;
  }

  /**
   * Stops all but the brokers as an operator would and answers the exit codes. Of brokers that all
   * stop the last one has no quorum, and ends only at its limit.
   */
  public Map<String, Long> stopServices() {
    Map<String, String> services = containers();
    services.keySet().removeAll(BROKERS);
    List<String> stop = new ArrayList<>(List.of("stop"));
    stop.addAll(services.keySet());
    compose(stop.toArray(String[]::new));
    Map<String, Long> codes = new TreeMap<>();
    services.forEach((service, id) -> codes.put(service, inspect(id).getState().getExitCodeLong()));
    return codes;
  }

  /** The end of what the containers logged. */
  public String logs() {
    return compose("logs", "--no-color", "--tail=80");
  }

  /** A caller without a key. */
  public Client client() {
    return new Client(api);
  }

  /** Its ports, Kafka's being that of one broker. */
  public Ports ports(String broker) {
    return new Ports(api, admin, brokers.get(BROKERS.indexOf(broker)), postgres);
  }

  /** What its operator sets to audit it from this machine. */
  public Map<String, String> forAudit() {
    return Map.of(
        "ORDINAL_KAFKA_BOOTSTRAP_SERVERS",
        brokers.stream().map(port -> "127.0.0.1:" + port).collect(joining(",")),
        "ORDINAL_POSTGRES_URL",
        "jdbc:postgresql://127.0.0.1:%d/ordinal".formatted(postgres),
        "ORDINAL_POSTGRES_USER",
        "ordinal",
        "ORDINAL_POSTGRES_PASSWORD",
        Objects.requireNonNull(environment.get("ORDINAL_POSTGRES_PASSWORD")));
  }

  private String id(String service) {
    return Objects.requireNonNull(containers().get(service), service);
  }

  private Map<String, String> containers() {
    Map<String, String> containers = new TreeMap<>();
    for (Container container :
        docker
            .listContainersCmd()
            .withShowAll(true)
            .withLabelFilter(Map.of(PROJECT_LABEL, project))
            .exec()) {
      containers.put(container.getLabels().get(SERVICE_LABEL), container.getId());
    }
    return containers;
  }

  private InspectContainerResponse inspect(String id) {
    return docker.inspectContainerCmd(id).exec();
  }

  /** Runs a command of Compose and answers what it printed. */
  private String compose(String... arguments) {
    Path root = Path.of(System.getProperty("ordinal.root"));
    List<String> command = new ArrayList<>(Engine.compose());
    command.addAll(List.of("--project-name", project, "--file", "docker-compose.yml"));
    command.addAll(List.of("--file", "system-tests/src/test/resources/docker-compose.test.yml"));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile(folder, arguments[0] + "-", ".out");
      ProcessBuilder builder = new ProcessBuilder(command).directory(root.toFile());
      builder.environment().putAll(environment);
      Process process = builder.redirectErrorStream(true).redirectOutput(output.toFile()).start();
      boolean ended = process.waitFor(COMMAND_LIMIT.toSeconds(), TimeUnit.SECONDS);
      process.destroyForcibly();
      String printed = Files.readString(output);
      if (!ended || process.exitValue() != 0) {
        throw new AssertionError(String.join(" ", command) + " failed:\n" + printed);
      }
      return printed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Removes everything, data included. */
  @Override
  public void close() {
    compose("down", "--volumes", "--timeout", "5");
  }
}
