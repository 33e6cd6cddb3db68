package dev.ordinal.systemtests.harness;

import static java.util.Map.entry;

import java.nio.file.Path;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Brokers, Postgres and the four services, each a process or a container that can fail alone. */
public final class Cluster implements Deployment {

  /** What can be started and killed; the order is that of a start. */
  public enum Part {
    POSTGRES,
    KAFKA,
    NUMBERING,
    SECOND_NUMBERING,
    PROJECTIONS,
    WEBHOOKS,
    API
  }

  private final Path folder;
  private final Ports ports;
  private final Map<String, String> environment;
  private final Map<String, String> more;
  private final Map<Part, Container> containers;
  private final Map<Part, Running> running = Collections.synchronizedMap(new EnumMap<>(Part.class));

  public Cluster(Path folder) {
    this(folder, Map.of());
  }

  /** A cluster with more in the environment of all its parts. */
  public Cluster(Path folder, Map<String, String> more) {
    this(folder, more, Ports.free(), Map.of());
  }

  /** The same with broker and Postgres in containers, for which an engine must answer. */
  public static Cluster onContainers(Path folder, Map<String, String> more) {
    Ports ports = Ports.free();
    return new Cluster(
        folder,
        more,
        ports,
        Map.of(
            Part.KAFKA, Container.kafka(ports.kafka()),
            Part.POSTGRES, Container.postgres(ports.postgres())));
  }

  private Cluster(
      Path folder, Map<String, String> more, Ports ports, Map<Part, Container> containers) {
    this.folder = folder;
    this.more = more;
    this.ports = ports;
    this.containers = containers;
    this.environment =
        Map.ofEntries(
            entry("ORDINAL_KAFKA_BOOTSTRAP_SERVERS", ports.bootstrapServers()),
            entry(
                "ORDINAL_POSTGRES_URL",
                "jdbc:postgresql://127.0.0.1:" + ports.postgres() + "/postgres"),
            entry("ORDINAL_PORT", Integer.toString(ports.api())),
            entry("ORDINAL_ADMIN_PORT", Integer.toString(ports.admin())),
            entry("ORDINAL_API_MAX_IN_FLIGHT", "50"),
            entry("ORDINAL_NUMBERING_PORT", "0"),
            entry("ORDINAL_NUMBERING_ADMIN_PORT", "0"),
            entry("ORDINAL_NUMBERING_STATE_DIR", folder.resolve("state").toString()),
            entry("ORDINAL_PROJECTIONS_PORT", "0"),
            entry("ORDINAL_PROJECTIONS_ADMIN_PORT", "0"),
            entry("ORDINAL_WEBHOOKS_PORT", "0"),
            entry("ORDINAL_WEBHOOKS_ADMIN_PORT", "0"),
            entry("ORDINAL_WEBHOOKS_ALLOW_PRIVATE", "true"));
  }

  /** Starts a part without waiting for it. */
  public void start(Part part) {
    Container container = containers.get(part);
    running.put(part, container == null ? startProcess(part) : container.start());
  }

  private JavaProcess startProcess(Part part) {
    return switch (part) {
      case KAFKA -> run("kafka", "--port=" + ports.kafka(), data("kafka"));
      case POSTGRES -> run("postgres", "--port=" + ports.postgres(), data("postgres"));
      case NUMBERING -> run("numbering");
      case SECOND_NUMBERING -> runSecondNumbering();
      case PROJECTIONS -> run("projections");
      case WEBHOOKS -> run("webhooks");
      case API -> run("api");
    };
  }

  /** Starts all that one order needs, with one instance of each, and waits until it is ready. */
  public Cluster startAndAwaitReady() {
    List.of(Part.POSTGRES, Part.KAFKA, Part.NUMBERING, Part.PROJECTIONS, Part.API)
        .forEach(this::start);
    Await.until(() -> admin().get("/health-check?type=ready"), a -> a.status() == 200);
    return this;
  }

  /** Kills a part with SIGKILL. */
  public void kill(Part part) {
    Running victim = running.remove(part);
    if (victim != null) {
      victim.kill();
    }
  }

  /** Freezes a part with SIGSTOP, so that it seems dead and knows nothing of it. */
  public void freeze(Part part) {
    process(part).signal("STOP");
  }

  /** Lets a frozen part go on. */
  public void thaw(Part part) {
    process(part).signal("CONT");
  }

  /** The process of a part that was started and is no container. */
  public JavaProcess process(Part part) {
    return (JavaProcess) Objects.requireNonNull(running.get(part), part.name());
  }

  /** Stops a part as an operator would. */
  public void stop(Part part) {
    Running stopped = running.remove(part);
    if (stopped != null) {
      stopped.stop();
    }
  }

  @Override
  public Client client() {
    return new Client(ports.api());
  }

  public Client admin() {
    return new Client(ports.admin());
  }

  @Override
  public Ports ports() {
    return ports;
  }

  private JavaProcess runSecondNumbering() {
    Map<String, String> second = new HashMap<>(more);
    second.put("ORDINAL_NUMBERING_INSTANCE", "numbering-2");
    second.put("ORDINAL_NUMBERING_STATE_DIR", folder.resolve("state-2").toString());
    return run(second, "numbering");
  }

  private JavaProcess run(String... arguments) {
    return run(more, arguments);
  }

  private JavaProcess run(Map<String, String> special, String... arguments) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(special);
    return JavaProcess.start(folder, all, arguments);
  }

  private String data(String name) {
    return "--data=" + folder.resolve(name);
  }

  @Override
  public void close() {
    for (int i = Part.values().length - 1; i >= 0; i--) {
      stop(Part.values()[i]);
    }
    containers.values().forEach(Container::close);
  }
}
