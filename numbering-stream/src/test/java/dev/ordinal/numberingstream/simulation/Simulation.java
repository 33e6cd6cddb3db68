package dev.ordinal.numberingstream.simulation;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run: brokers, processes, callers and the time, and chance that comes from the seed alone, so
 * that a seed runs the same again.
 */
final class Simulation {

  private static final int HOSTS = 3;

  /** What is left to do when the last command was sent takes far fewer events. */
  private static final int EVENTS_TO_SETTLE = 300_000;

  /** By then whatever was under way has arrived, timed out or begun anew. */
  private static final int CALM_MS = 60_000;

  /** In an outage of more than this few ask. */
  private static final int LONG_MS = 180_000;

  private record Due(long at, long order, Runnable work) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));

  private final Random random;
  private final int commands;
  private final Planted planted;
  private final @Nullable List<String> trace;
  private final Weather weather;
  private final int pace;
  private final Brokers brokers = new Brokers(this);
  private final Group group = new Group(this);
  private final Misfortune misfortune = new Misfortune(this, group);
  private final List<Host> hosts =
      IntStream.range(0, HOSTS).mapToObj(id -> new Host(this, id)).toList();
  private final Violations violations = new Violations(this::noteViolation);
  private final Checker checker;
  private final Callers callers;
  private long order;
  private long now;
  private int asked;

  /**
   * A run that has not begun.
   *
   * @param commands how many are sent
   * @param trace where to write what happens; null for nowhere
   */
  Simulation(long seed, int commands, Planted planted, @Nullable List<String> trace) {
    // Mixed, since the first draws of neighbouring seeds are nearly the same otherwise.
    this.random = new Random(new SplittableRandom(seed).nextLong());
    this.commands = commands;
    this.planted = planted;
    this.trace = trace;
    this.weather = new Weather(random);
    this.pace = 1 + random.nextInt(3);
    this.checker = new Checker(violations, brokers.partitions(), weather.isCalm());
    this.callers =
        new Callers(this, new RandomCommands(random, checker.numbers(), checker.leads()));
    this.now = RandomCommands.hardMoment(random).minusSeconds(random.nextInt(600)).toEpochMilli();
  }

  /** Runs; answers what broke which promise. */
  Map<Promise, String> run() {
    hosts.forEach(Host::start);
    after(0, this::ask);
    while (asked < commands) {
      next();
    }
    settle();
    checker.checkEnd(brokers.partitions());
    return violations.found();
  }

  private void next() {
    Due first = due.remove();
    now = Math.max(now, first.at());
    first.work().run();
  }

  private void ask() {
    misfortune.strike();
    callers.ask();
    if (++asked < commands) {
      after(gap(), this::ask);
    }
  }

  private long gap() {
    long off = misfortune.powerOffUntil() - now;
    if (off > LONG_MS) {
      return off / (1 + random(8));
    }
    int what = random(100);
    return (long) pace * (what < 70 ? random(10) : what < 97 ? random(500) : random(10_000));
  }

  /** Lets all end that has to, with nothing going wrong any more. */
  private void settle() {
    weather.clears();
    callers.heal();
    if (!weather.isCalm()) {
      hosts.forEach(Host::heal);
    }
    long calm = Math.max(now, misfortune.powerOffUntil()) + CALM_MS;
    for (int events = 0; events < EVENTS_TO_SETTLE && !isDone(calm); events++) {
      next();
      Instant end = checker.nextEnd();
      if (now > calm && end != null && brokers.isAllDecided()) {
        // Nothing happens before, so it need not be waited for.
        now = Math.max(now, end.minusSeconds(1).toEpochMilli());
      }
    }
  }

  private boolean isDone(long calm) {
    return now > calm && checker.nextEnd() == null && brokers.isAllDecided();
  }

  /** Whether half of the commands have been sent. */
  boolean isHalfDone() {
    return asked > commands / 2;
  }

  /** The true time, in ms of the epoch. */
  long now() {
    return now;
  }

  /** Does something later. */
  void after(long ms, Runnable work) {
    due.add(new Due(now + ms, order++, work));
  }

  /** From 0 to below {@code bound}; 0 if that is 0. */
  int random(int bound) {
    return random.nextInt(Math.max(1, bound));
  }

  long randomLong() {
    return random.nextLong();
  }

  /** Writes down what happens, if somebody wants to know. */
  void note(Object... words) {
    if (trace != null) {
      List<String> texts = Arrays.stream(words).map(Object::toString).toList();
      trace.add(Instant.ofEpochMilli(now) + " " + String.join(" ", texts));
    }
  }

  private void noteViolation() {
    if (trace != null) {
      trace.add(Violations.FIRST);
    }
  }

  Weather weather() {
    return weather;
  }

  Planted planted() {
    return planted;
  }

  Checker checker() {
    return checker;
  }

  Brokers brokers() {
    return brokers;
  }

  Group group() {
    return group;
  }

  Misfortune misfortune() {
    return misfortune;
  }

  List<Host> hosts() {
    return hosts;
  }

  /** The kinds of events that have happened. */
  Set<Class<?>> seen() {
    return checker.seen();
  }
}
