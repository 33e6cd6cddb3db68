package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.simulation.Log.View;
import dev.ordinal.numberingstream.simulation.Weather.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * One run: brokers, processes, callers and the time, and chance that comes from the seed alone, so
 * that a seed runs the same again.
 */
final class Simulation {

  private static final int PARTITIONS = 3;
  private static final int HOSTS = 3;
  private static final int TRANSACTION_TIMEOUT_MS = 10_000;

  /** What is left to do when the last command was sent takes far fewer events. */
  private static final int EVENTS_TO_SETTLE = 300_000;

  private record Due(long at, long order, Runnable work) {}

  private final PriorityQueue<Due> due =
      new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));

  private final Random random;
  private final int commands;
  private final Planted planted;
  private final @Nullable List<String> trace;
  private final Weather weather;
  private final List<Partition> partitions =
      IntStream.range(0, PARTITIONS).mapToObj(Partition::new).toList();
  private final List<Host> hosts;
  private final Group group = new Group(this);
  private final Violations violations;
  private final Checker checker;
  private final Callers callers;
  private final int[] repliesRead = new int[PARTITIONS];
  private final int pace;
  private long order;
  private long now;
  private long powerOffUntil;
  private int asked;

  /**
   * A run that has not begun.
   *
   * @param commands how many are sent
   * @param trace where to write what happens, up to the first violation; null for nowhere
   */
  Simulation(long seed, int commands, Planted planted, @Nullable List<String> trace) {
    this.random = new Random(seed);
    this.commands = commands;
    this.planted = planted;
    this.trace = trace;
    this.weather = new Weather(random);
    this.pace = 1 + random.nextInt(3);
    this.hosts = IntStream.range(0, HOSTS).mapToObj(id -> new Host(this, id)).toList();
    this.violations = new Violations(() -> note("the first violation"));
    this.checker = new Checker(violations, partitions, weather.isCalm());
    RandomCommands commandsOf = new RandomCommands(random, checker.numbers(), checker.leads());
    this.callers = new Callers(this, commandsOf);
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
    checker.checkEnd(partitions);
    return violations.found();
  }

  private void next() {
    Due first = due.remove();
    now = Math.max(now, first.at());
    first.work().run();
  }

  private void ask() {
    misfortune();
    callers.ask();
    if (++asked < commands) {
      after(gap(), this::ask);
    }
  }

  private int gap() {
    if (!isPowerOn()) {
      return 1 + (int) Math.min(Integer.MAX_VALUE / 2, (powerOffUntil - now) / (1 + random(8)));
    }
    int what = random(100);
    return (what < 70 ? random(20) : what < 97 ? random(1_000) : random(20_000)) * pace / 2;
  }

  private void misfortune() {
    Host host = hosts.get(random(HOSTS));
    if (weather.strikes(Fault.PAUSE)) {
      host.pause(1_000 + random(random(2) == 0 ? 5_000 : 40_000));
    }
    if (weather.strikes(Fault.STOP) && host.isUp()) {
      host.stop();
    }
    if (weather.strikes(Fault.LEAP)) {
      host.leap();
    }
    if (weather.strikes(Fault.MOVE)) {
      move(partitions.get(random(PARTITIONS)));
    }
    if (weather.strikes(Fault.OUTAGE) && isPowerOn()) {
      outage();
    }
  }

  private void move(Partition partition) {
    Task owner = partition.owner;
    if (owner != null && owner.host.isUp()) {
      if (random(2) == 0) {
        owner.close();
      } else {
        owner.host.after(random(3_000), owner::noticeWhoOwns);
      }
      group.reassign(partition);
    }
  }

  private void outage() {
    long hours = random(2) == 0 ? random(5) : random(24 * 14);
    long ms = Duration.ofHours(hours).toMillis() + random(600_000);
    note("everything is off for %d h", hours);
    powerOffUntil = now + ms;
    for (Host host : hosts) {
      if (host.isUp() && random(2) == 0) {
        host.stop();
      }
      host.dieFor(ms);
    }
  }

  /** Lets all end that has to, with nothing going wrong any more. */
  private void settle() {
    weather.clears();
    callers.heal();
    hosts.forEach(Host::heal);
    long firstEnd = Math.max(now, powerOffUntil) + 60_000;
    for (int events = 0; events < EVENTS_TO_SETTLE && !(now > firstEnd && isDone()); events++) {
      next();
      if (now > firstEnd && isDecided()) {
        skipTo(checker.nextEnd());
      }
    }
  }

  /** Nothing happens before the next end, so it need not be waited for. */
  private void skipTo(@Nullable Instant end) {
    if (end != null) {
      now = Math.max(now, end.minusSeconds(1).toEpochMilli());
    }
  }

  private boolean isDone() {
    return isDecided() && checker.nextEnd() == null;
  }

  private boolean isDecided() {
    return partitions.stream().allMatch(p -> p.committed() >= p.commands.size());
  }

  long now() {
    return now;
  }

  /** Does something later. */
  void after(long ms, Runnable work) {
    due.add(new Due(now + ms, order++, work));
  }

  int random(int bound) {
    return random.nextInt(Math.max(1, bound));
  }

  long randomLong() {
    return random.nextLong();
  }

  /** A command is durable. */
  void arrived(Sent sent) {
    Partition partition = partitionOf(sent.envelope().command().owner());
    partition.commands.add(sent);
    hosts.forEach(host -> host.wake(partition));
  }

  private Partition partitionOf(String owner) {
    boolean isChanged = planted.is(Bug.OWNER_IN_TWO_PARTITIONS) && asked > commands / 2;
    return partitions.get(Math.floorMod(owner.hashCode(), isChanged ? PARTITIONS - 1 : PARTITIONS));
  }

  /** The default series that a partition's writer defines. */
  List<SeriesDefinition> defaultsOf(Partition partition) {
    return SeriesDefinition.defaults().stream()
        .filter(d -> Math.floorMod(d.code().hashCode(), PARTITIONS) == partition.index)
        .toList();
  }

  /** Begins a transaction, which is aborted if it takes too long. */
  Transaction begin(Partition partition) {
    Transaction transaction = new Transaction();
    after(
        TRANSACTION_TIMEOUT_MS,
        () -> {
          if (!transaction.isDecided()) {
            note("a transaction of partition %d takes too long", partition.index);
            end(partition, transaction, false);
          }
        });
    return transaction;
  }

  /** Decides a transaction; its markers follow. */
  void end(Partition partition, Transaction transaction, boolean commit) {
    note("a transaction of partition %d is %s", partition.index, commit ? "committed" : "aborted");
    transaction.decide(commit);
    checker.read(partition);
    for (int log = 0; log < Transaction.LOGS; log++) {
      int delay = weather.strikes(Fault.LATE_MARKER) ? 500 + random(2_500) : random(5);
      int marked = log;
      after(
          delay,
          () -> {
            transaction.mark(marked);
            if (marked == Partition.REPLIES) {
              readReplies(partition);
            }
          });
    }
  }

  /** The callers read what replies there are. */
  void readReplies(Partition partition) {
    View view = planted.is(Bug.UNCOMMITTED_REPLIES_READ) ? View.ALL : View.COMMITTED;
    repliesRead[partition.index] =
        partition.replies.read(
            repliesRead[partition.index], view, answer -> checker.told(partition, answer));
  }

  /** Writes down what happens, if somebody wants to know. */
  void note(String what, Object... details) {
    if (trace != null) {
      trace.add(Instant.ofEpochMilli(now) + " " + what.formatted(details));
    }
  }

  boolean isPowerOn() {
    return now >= powerOffUntil;
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

  Group group() {
    return group;
  }

  List<Host> hosts() {
    return hosts;
  }

  List<Partition> partitions() {
    return partitions;
  }
}
