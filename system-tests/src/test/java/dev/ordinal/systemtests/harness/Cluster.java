package dev.ordinal.systemtests.harness;

import static java.util.Map.entry;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Supplier;

/** Brokers, Postgres and the four services, each a process or a container that can fail alone. */
public final class Cluster implements Deployment {

  /** What can fail; the order is that of a start. */
  public enum Part {
    POSTGRES,
    KAFKA,
    NUMBERING,
    SECOND_NUMBERING,
    PROJECTIONS,
    WEBHOOKS,
    API,
    /** Between the services and the broker; it is neither started nor killed. */
    NETWORK
  }

  private final Path folder;
  private final Ports ports;
  private final Map<String, String> environment;
  private final Map<String, String> more;
  private final Map<Part, Supplier<? extends Running>> others;
  private final List<? extends Running> owned;
  private final List<String> brokerOptions;
  private final Function<Part, Map<String, String>> special;
  private final Map<Part, Running> running = Collections.synchronizedMap(new EnumMap<>(Part.class));

  public Cluster(Path folder) {
    this(folder, Map.of());
  }

  /** A cluster with more in the environment of all its parts. */
  public Cluster(Path folder, Map<String, String> more) {
    this(folder, more, Ports.free(), Map.of(), List.of(), List.of(), part -> Map.of());
  }

  /** The same with broker and Postgres in containers, for which an engine must answer. */
  public static Cluster onContainers(Path folder, Map<String, String> more) {
    Ports ports = Ports.free();
    Container kafka = Container.kafka(ports.kafka());
    Container postgres = Container.postgres(ports.postgres());
    return new Cluster(
        folder,
        more,
        ports,
        Map.of(Part.KAFKA, kafka::start, Part.POSTGRES, postgres::start),
        List.of(kafka, postgres),
        List.of(),
        part -> Map.of());
  }

  /** The same with other brokers, all of which are the part KAFKA. */
  public static Cluster on(PlainBrokers brokers, Path folder, Map<String, String> more) {
    Map<String, String> all = new HashMap<>(more);
    all.put("ORDINAL_KAFKA_BOOTSTRAP_SERVERS", brokers.bootstrapServers());
    return new Cluster(
        folder,
        all,
        Ports.free().withBrokers(brokers.bootstrapServers()),
        Map.of(Part.KAFKA, brokers::start),
        List.of(brokers),
        List.of(),
        part -> Map.of());
  }

  /**
   * One whose services reach the broker through a proxy.
   *
   * @param special what more each part has in its environment
   */
  public static Cluster behind(
      Proxy proxy,
      Path folder,
      Map<String, String> more,
      Function<Part, Map<String, String>> special) {
    Map<String, String> all = new HashMap<>(more);
    all.put("ORDINAL_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + proxy.port());
    String proxied = "--proxied=%d:%d".formatted(proxy.target(), proxy.port());
    return new Cluster(folder, all, Ports.free(), Map.of(), List.of(), List.of(proxied), special);
  }

  private Cluster(
      Path folder,
      Map<String, String> more,
      Ports ports,
      Map<Part, Supplier<? extends Running>> others,
      List<? extends Running> owned,
      List<String> brokerOptions,
      Function<Part, Map<String, String>> special) {
    this.folder = folder;
    this.more = more;
    this.ports = ports;
    this.others = others;
    this.owned = owned;
    this.brokerOptions = brokerOptions;
    this.special = special;
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
            entry("ORDINAL_NUMBERING_STATE_DIR", folder(Part.NUMBERING).toString()),
            entry("ORDINAL_PROJECTIONS_PORT", "0"),
            entry("ORDINAL_PROJECTIONS_ADMIN_PORT", "0"),
            entry("ORDINAL_WEBHOOKS_PORT", "0"),
            entry("ORDINAL_WEBHOOKS_ADMIN_PORT", "0"),
            entry("ORDINAL_WEBHOOKS_ALLOW_PRIVATE", "true"));
  }

  /** Starts a part without waiting for it. */
  public void start(Part part) {
    start(part, special.apply(part));
  }

  /** The same, with this in its environment if it is a process. */
  public void start(Part part, Map<String, String> environment) {
    Supplier<? extends Running> other = others.get(part);
    running.put(part, other == null ? startProcess(part, environment) : other.get());
  }

  private JavaProcess startProcess(Part part, Map<String, String> itsOwn) {
    Map<String, String> all = new HashMap<>(environment);
    all.putAll(more);
    if (part == Part.SECOND_NUMBERING) {
      all.put("ORDINAL_NUMBERING_INSTANCE", "numbering-2");
      all.put("ORDINAL_NUMBERING_STATE_DIR", folder(part).toString());
    }
    all.putAll(itsOwn);
    List<String> arguments = new ArrayList<>(List.of(arguments(part)));
    if (part == Part.KAFKA) {
      arguments.addAll(brokerOptions);
    }
    return JavaProcess.start(folder, all, arguments.toArray(String[]::new));
  }

  private String[] arguments(Part part) {
    return switch (part) {
      case KAFKA -> new String[] {"kafka", "--port=" + ports.kafka(), data(part)};
      case POSTGRES -> new String[] {"postgres", "--port=" + ports.postgres(), data(part)};
      case NUMBERING, SECOND_NUMBERING -> new String[] {"numbering"};
      case PROJECTIONS -> new String[] {"projections"};
      case WEBHOOKS -> new String[] {"webhooks"};
      case API -> new String[] {"api"};
      case NETWORK -> throw new IllegalArgumentException("the network is no process");
    };
  }

  private String data(Part part) {
    return "--data=" + folder(part);
  }

  /** Where a part keeps its data, if it does. */
  public Path folder(Part part) {
    return folder.resolve(
        switch (part) {
          case KAFKA -> "kafka";
          case POSTGRES -> "postgres";
          case NUMBERING -> "state";
          case SECOND_NUMBERING -> "state-2";
          default -> throw new IllegalArgumentException(part + " keeps nothing");
        });
  }

  /** Deletes the state folder of an instance of numbering that does not run. */
  public void deleteState(Part part) {
    try {
      Folders.delete(folder(part));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The main process of its Postgres. */
  public ProcessHandle postmaster() {
    return Ordinal.postmaster(folder(Part.POSTGRES).resolve("postgres"));
  }

  /**
   * Starts all that one order needs, with one instance of each, and waits until a command goes the
   * whole way: readiness says nothing of reads.
   */
  public Cluster startAndAwaitReady() {
    List.of(Part.POSTGRES, Part.KAFKA, Part.NUMBERING, Part.PROJECTIONS, Part.API)
        .forEach(this::start);
    Await.until(() -> admin().get("/health-check?type=ready"), a -> a.status() == 200);
    ObjectNode lead = Json.MAPPER.createObjectNode().put("name", "first");
    Await.until(() -> client().post("/leads", "first", lead), a -> a.status() == 201);
    Await.until(() -> client().get("/leads"), a -> a.status() == 200);
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

  @Override
  public void close() {
    for (int i = Part.values().length - 1; i >= 0; i--) {
      stop(Part.values()[i]);
    }
    owned.forEach(Running::close);
  }
}
