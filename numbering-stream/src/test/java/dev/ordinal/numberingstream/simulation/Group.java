package dev.ordinal.numberingstream.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The consumer group: which process has which partition. */
final class Group {

  /** After this long without a sign of a process its partitions go to others. */
  private static final int SESSION_MS = 6_000;

  private final Simulation world;

  Group(Simulation world) {
    this.world = world;
  }

  /** A process has come: it gets what nobody has, and what it had itself before it died. */
  void joined(Host host) {
    for (Partition partition : world.brokers().partitions()) {
      Task owner = partition.owner;
      if (owner == null || (owner.host == host && owner.isClosed())) {
        assign(partition, host);
      }
    }
  }

  /** A process has died, which nobody knows before its session ends. */
  void left(Host host) {
    world.after(SESSION_MS, () -> giveAway(host));
  }

  /** A process stands still, which looks like death. */
  void paused(Host host) {
    world.after(SESSION_MS, () -> giveAway(host));
  }

  private void giveAway(Host host) {
    for (Partition partition : world.brokers().partitions()) {
      Task owner = partition.owner;
      boolean isSilent = owner != null && owner.host == host && (!host.isUp() || owner.isClosed());
      if (isSilent) {
        reassign(partition);
      }
    }
  }

  /** Gives a partition to a process that lives; to nobody if there is none. */
  void reassign(Partition partition) {
    Host next = anyone();
    if (next == null) {
      // The next that joins takes it; until then whoever has it must not commit.
      partition.generation++;
      partition.owner = null;
    } else {
      assign(partition, next);
    }
  }

  private void assign(Partition partition, Host host) {
    partition.generation++;
    host.take(partition);
  }

  private @Nullable Host anyone() {
    List<Host> up = world.hosts().stream().filter(Host::isUp).toList();
    return up.isEmpty() ? null : up.get(world.random(up.size()));
  }
}
