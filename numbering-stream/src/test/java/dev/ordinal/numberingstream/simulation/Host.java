package dev.ordinal.numberingstream.simulation;

import dev.ordinal.numberingstream.simulation.Weather.Fault;
import dev.ordinal.numberingstream.topology.SteadyClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A host with one process of the stream, which lives, stands still, dies and begins anew. */
final class Host {

  static final Duration HOLD = Duration.ofMinutes(2);
  static final int LOOK_MS = 250;

  /** A leap must not last for as long as it takes to be believed. */
  private static final int LONGEST_LEAP_MS = 100_000;

  private static final int SKEW_MS = 300;

  final Simulation world;
  final int id;

  /** Copies of tables of partitions that other processes have. */
  private final Map<Integer, Copy> copies = new HashMap<>();

  private final List<Task> tasks = new ArrayList<>();
  private Map<Integer, Backlog> backlogs = new HashMap<>();
  private long skew;
  private long leap;
  private long leapUntil;
  private long pausedUntil;
  private int life;
  private boolean isUp;
  private boolean isClockSane = true;
  private @Nullable SteadyClock clock;

  Host(Simulation world, int id) {
    this.world = world;
    this.id = id;
  }

  void start() {
    isUp = true;
    isClockSane = world.now() >= leapUntil;
    skew = (long) world.random(2 * SKEW_MS) - SKEW_MS;
    clock = new SteadyClock(this::wall, () -> world.now() * 1_000_000, HOLD);
    backlogs = new HashMap<>();
    world.note(this, isClockSane ? "starts" : "starts under a wrong clock");
    look();
    world.group().joined(this);
  }

  /** The process dies at once; it is started again after a while. */
  void crash() {
    world.note(this, "dies");
    die();
    world.after(100 + world.random(20_000), this::startIfDown);
  }

  /** The process is stopped as it should be. */
  void stop() {
    world.note(this, "is stopped");
    List.copyOf(tasks).forEach(Task::close);
    die();
    world.after(100 + world.random(5_000), this::startIfDown);
  }

  /** The process dies and stays down for as long. */
  void dieFor(long ms) {
    if (isUp) {
      die();
    }
    world.after(ms, this::startIfDown);
  }

  private void die() {
    life++;
    isUp = false;
    pausedUntil = 0;
    List.copyOf(tasks).forEach(Task::drop);
    world.group().left(this);
  }

  private void startIfDown() {
    if (!isUp && world.misfortune().isPowerOn()) {
      start();
    }
  }

  /** The process stands still, and then goes on as if nothing had been. */
  void pause(long ms) {
    if (isUp && pausedUntil <= world.now()) {
      world.note(this, "stands still for", ms, "ms");
      pausedUntil = world.now() + ms;
      world.group().paused(this);
      after(world.random(3_000), () -> List.copyOf(tasks).forEach(Task::noticeWhoOwns));
    }
  }

  /** The wall clock leaps and comes back. */
  void leap() {
    boolean isAhead = world.random(2) == 0;
    // Either is more than a lease lasts, so that it cannot be taken for a late lease.
    leap = (isAhead ? 1 : -1) * (7_200_000L + world.random(100_000_000));
    leapUntil = world.now() + 1_000 + world.random(isAhead ? LONGEST_LEAP_MS : 600_000);
    world.note(this, "has a wall clock that leaps by", leap, "ms");
  }

  /** From now on the wall clock is right and the process does not stand still. */
  void heal() {
    leapUntil = 0;
    pausedUntil = 0;
    if (isUp) {
      stop();
    }
  }

  boolean isUp() {
    return isUp && pausedUntil <= world.now();
  }

  Instant wall() {
    return Instant.ofEpochMilli(world.now() + skew + (world.now() < leapUntil ? leap : 0));
  }

  /** The process's time. */
  SteadyClock clock() {
    if (clock == null) {
      throw new IllegalStateException("never started");
    }
    return clock;
  }

  boolean isClockSane() {
    return isClockSane;
  }

  /** Does something later, if the process lives then; if it stands still, as it goes on. */
  void after(long ms, Runnable work) {
    int then = life;
    world.after(ms, () -> resume(then, work));
  }

  private void resume(int then, Runnable work) {
    if (life == then) {
      if (pausedUntil > world.now()) {
        world.after(pausedUntil - world.now(), () -> resume(then, work));
      } else {
        work.run();
      }
    }
  }

  /** Takes over a partition. */
  void take(Partition partition) {
    Copy kept = copies.remove(partition.index);
    Task task = new Task(this, partition, kept == null ? new Copy() : kept);
    tasks.add(task);
    partition.owner = task;
    world.note(this, "takes", partition, "in generation", partition.generation);
    after(world.random(200), task::restore);
  }

  /** A task has ended; {@code kept} is what may be gone on with, null if it must not. */
  void gone(Task task, @Nullable Copy kept) {
    tasks.remove(task);
    if (kept != null) {
      copies.put(task.partition.index, kept);
    }
  }

  /** There may be commands in a partition. */
  void wake(Partition partition) {
    tasks.stream().filter(task -> task.partition == partition).forEach(Task::wake);
  }

  Backlog backlog(Partition partition) {
    return backlogs.computeIfAbsent(partition.index, index -> new Backlog());
  }

  /** Crashes if that is the weather, at one of the points at which it hurts. */
  boolean crashes() {
    boolean strikes = world.weather().strikes(Fault.CRASH);
    if (strikes) {
      crash();
    }
    return strikes;
  }

  private void look() {
    for (Partition partition : world.brokers().partitions()) {
      backlog(partition).look(clock().instant(), partition);
      Copy copy = copies.get(partition.index);
      if (copy != null && world.random(8) == 0) {
        // As a standby does; without one, this is what was kept after a good stop.
        copy.catchUp(partition.changelog, world.planted().restored(), world.planted()::isRestored);
      }
    }
    after(LOOK_MS, this::look);
  }

  @Override
  public String toString() {
    return "process " + id;
  }
}
