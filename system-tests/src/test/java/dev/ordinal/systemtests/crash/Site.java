package dev.ordinal.systemtests.crash;

import static java.util.stream.Collectors.joining;

import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Clocks;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ports;
import dev.ordinal.systemtests.harness.Proxy;
import dev.ordinal.systemtests.harness.SmallDisk;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A cluster behind a proxy, with clocks of its own and on small disks as far as this machine has
 * them.
 */
record Site(Cluster cluster, Proxy proxy, Optional<Clocks> ownClocks, Map<Part, SmallDisk> disks)
    implements Deployment {

  private static final String FULL = "No space left";

  private static final List<Part> WITH_DISKS =
      List.of(Part.KAFKA, Part.POSTGRES, Part.NUMBERING, Part.SECOND_NUMBERING);

  /** Starts all parts but webhooks and waits until they take orders. */
  static Site start(Path folder) {
    Optional<Clocks> clocks =
        Clocks.trouble().isPresent()
            ? Optional.empty()
            : Optional.of(new Clocks(folder.resolve("clocks"), ClockFaults.START));
    Proxy proxy = Proxy.onFreePorts();
    Cluster cluster =
        Cluster.behind(
            proxy,
            folder,
            ClusterFaults.environment(),
            part -> clocks.map(own -> own.environment(part.name())).orElse(Map.of()));
    Site site = new Site(cluster, proxy, clocks, new EnumMap<>(Part.class));
    try {
      if (SmallDisk.trouble().isEmpty()) {
        WITH_DISKS.forEach(part -> site.disks.put(part, SmallDisk.mount(cluster.folder(part))));
      }
      ClusterFaults.startAll(cluster);
      clocks.ifPresent(own -> requireFollowed(own, site));
      return site;
    } catch (RuntimeException | Error e) {
      site.close();
      throw e;
    }
  }

  private static void requireFollowed(Clocks clocks, Site site) {
    String shown = site.client().get("/health-check?type=ready").header("Date");
    if (!clocks.isShownIn(shown, Part.API.name())) {
      throw new IllegalStateException("the clock of the API could not be set, it is " + shown);
    }
  }

  /** The clocks, of a fault that is tried where there are some. */
  Clocks clocks() {
    return ownClocks.orElseThrow();
  }

  /** Whether a part has ended, or says that its disk is full; of Postgres, projections say it. */
  boolean fails(Part part, String before) {
    return !cluster.process(part).isAlive() || told(part).length() > before.length();
  }

  /** What tells of a full disk, so far. */
  String told(Part part) {
    JavaProcess teller = cluster.process(part == Part.POSTGRES ? Part.PROJECTIONS : part);
    return teller.output().lines().filter(line -> line.contains(FULL)).collect(joining());
  }

  SmallDisk disk(Part part) {
    return Objects.requireNonNull(disks.get(part), part.name());
  }

  @Override
  public Client client() {
    // Gateways sign with the time, which must be near that of the API.
    return ownClocks
        .map(clocks -> cluster.client().withClock(() -> clocks.now(Part.API.name())))
        .orElseGet(cluster::client);
  }

  @Override
  public Ports ports() {
    return cluster.ports();
  }

  @Override
  public void close() {
    try {
      cluster.close();
    } finally {
      proxy.close();
      disks.values().forEach(SmallDisk::close);
    }
  }
}
