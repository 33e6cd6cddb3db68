package dev.ordinal.systemtests.crash;

import static java.util.stream.Collectors.joining;

import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ports;
import dev.ordinal.systemtests.harness.SmallDisk;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A cluster and the disks of some of its parts. */
record ClusterOnSmallDisks(Cluster cluster, Map<Part, SmallDisk> disks) implements Deployment {

  private static final String FULL = "No space left";

  private static final List<Part> PARTS = List.of(Part.KAFKA, Part.POSTGRES, Part.NUMBERING);

  static ClusterOnSmallDisks start(Path folder) {
    Cluster cluster = new Cluster(folder, ClusterFaults.environment());
    ClusterOnSmallDisks site = new ClusterOnSmallDisks(cluster, new EnumMap<>(Part.class));
    try {
      PARTS.forEach(part -> site.disks.put(part, SmallDisk.mount(cluster.folder(part))));
      ClusterFaults.startAll(cluster);
      return site;
    } catch (RuntimeException | Error e) {
      site.close();
      throw e;
    }
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
    return cluster.client();
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
      disks.values().forEach(SmallDisk::close);
    }
  }
}
