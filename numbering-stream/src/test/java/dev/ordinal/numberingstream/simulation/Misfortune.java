package dev.ordinal.numberingstream.simulation;

import dev.ordinal.numberingstream.simulation.Weather.Fault;
import java.time.Duration;
import java.util.List;

/** What befalls processes and their hosts from outside. */
final class Misfortune {

  /** Shorter than a lease, longer than one, and longer than refusals are remembered. */
  private static final List<Duration> LONGEST_OUTAGES =
      List.of(
          Duration.ofMinutes(2), Duration.ofMinutes(2), Duration.ofHours(5), Duration.ofDays(14));

  private final Simulation world;
  private final Group group;
  private long powerOffUntil;

  Misfortune(Simulation world, Group group) {
    this.world = world;
    this.group = group;
  }

  /** Something may happen now. */
  void strike() {
    List<Host> hosts = world.hosts();
    Host host = hosts.get(world.random(hosts.size()));
    Weather weather = world.weather();
    if (weather.strikes(Fault.PAUSE)) {
      host.pause(1_000 + world.random(world.random(2) == 0 ? 5_000 : 40_000));
    }
    if (weather.strikes(Fault.STOP) && host.isUp()) {
      host.stop();
    }
    if (weather.strikes(Fault.LEAP)) {
      host.leap();
    }
    if (weather.strikes(Fault.MOVE)) {
      List<Partition> partitions = world.brokers().partitions();
      move(partitions.get(world.random(partitions.size())));
    }
    if (weather.strikes(Fault.OUTAGE) && isPowerOn()) {
      outage();
    }
  }

  /** A partition goes to another process, and the one that had it may learn of that late. */
  private void move(Partition partition) {
    Task owner = partition.owner;
    if (owner != null && owner.host.isUp()) {
      if (world.random(2) == 0) {
        owner.close();
      } else {
        owner.host.after(world.random(3_000), owner::noticeWhoOwns);
      }
      group.reassign(partition);
    }
  }

  private void outage() {
    Duration most = LONGEST_OUTAGES.get(world.random(LONGEST_OUTAGES.size()));
    long ms = 5_000 + (long) (most.toMillis() * (world.random(1_000) / 1_000.0));
    world.note("everything is off for", ms, "ms");
    powerOffUntil = world.now() + ms;
    for (Host host : world.hosts()) {
      if (host.isUp() && world.random(2) == 0) {
        host.stop();
      }
      host.dieFor(ms);
    }
  }

  boolean isPowerOn() {
    return world.now() >= powerOffUntil;
  }

  /** When the last outage ends, or ended. */
  long powerOffUntil() {
    return powerOffUntil;
  }
}
