package dev.ordinal.benchmarks;

import dev.ordinal.benchmarks.load.Measurement;
import dev.ordinal.benchmarks.peers.Peer;
import dev.ordinal.benchmarks.results.Load;
import dev.ordinal.benchmarks.results.Results;
import dev.ordinal.benchmarks.results.Summary;
import dev.ordinal.benchmarks.results.Target;
import dev.ordinal.benchmarks.subjects.CounterRow;
import dev.ordinal.benchmarks.subjects.Subject;
import dev.ordinal.benchmarks.subjects.Subjects;
import java.time.Duration;

/**
 * Ordinal beside the counter row, behind HTTP and without: in turns, so that what disturbs the
 * machine hits them all. Those whose turn it is not are there and idle.
 */
final class SideBySide {

  private static final int AS_WRITTEN = 10;
  private static final Duration START = Duration.ofSeconds(6);
  private static final Duration SHORT = Duration.ofSeconds(2);

  private final Plan plan;
  private final Subjects subjects;
  private final Results results;
  private final Meter meter;
  private final Checks checks;
  private final Started<Subject> ordinal;
  private final Started<Subject> counter = new Started<>();
  private final Started<CounterRow> row = new Started<>();
  private int bestPool = AS_WRITTEN;
  private int bestConnections = 1;

  SideBySide(Plan plan, Subjects subjects, Results results, Meter meter, Started<Subject> ordinal) {
    this.plan = plan;
    this.subjects = subjects;
    this.results = results;
    this.meter = meter;
    this.checks = new Checks(results);
    this.ordinal = ordinal;
  }

  void addTo(Steps steps) {
    steps.add(
        "warm up ordinal",
        plan.warmUp(),
        () -> BenchRun.warmUp(ordinal.get(), plan.busy(), plan.warmUp()));
    boolean hasCounter = plan.has(Peer.COUNTER_FUNCTION);
    if (hasCounter) {
      prepareCounter(steps);
    }
    for (int callers : plan.callers()) {
      for (int round = 0; round < plan.rounds(); round++) {
        round(steps, callers, round, hasCounter);
      }
    }
    bulks(steps, hasCounter);
    if (hasCounter) {
      asWritten(steps);
    }
    openLoop(steps, hasCounter);
    if (hasCounter) {
      steps.add(
          "check the counter row",
          SHORT,
          () -> {
            String worth = checks.counter(counter.get(), row.get());
            counter.get().close();
            return worth;
          });
    }
    steps.add("check ordinal", Checks.IDLE.plus(SHORT), () -> checks.ordinal(ordinal.get()));
  }

  private void prepareCounter(Steps steps) {
    steps.add(
        "start the counter row",
        START.multipliedBy(2),
        () -> {
          counter.set(subjects.peer(Peer.COUNTER_FUNCTION, AS_WRITTEN));
          row.set(subjects.counterRow());
          return "";
        });
    steps.add(
        "warm up the counter row",
        plan.warmUp().dividedBy(2),
        () -> BenchRun.warmUp(counter.get(), plan.busy(), plan.warmUp().dividedBy(2)));
    steps.add(
        "best pool of the counter row",
        Sweep.length(plan.glance()).plus(SHORT),
        () -> {
          Sweep sweep = Sweep.run(plan.glance(), this::counterWithPool);
          counter.get().settle();
          bestPool = sweep.best();
          results.fact(
              "pool of the counter row behind HTTP, " + Load.closed(plan.busy()).asText(),
              sweep.asText());
          return sweep.asText();
        });
    steps.add(
        "best number of connections without HTTP",
        Sweep.length(plan.glance()).plus(SHORT),
        () -> {
          Sweep sweep = Sweep.run(plan.glance(), row.get()::closed);
          results.fact("connections of the counter row without HTTP", sweep.asText());
          bestConnections = sweep.best();
          return sweep.asText();
        });
  }

  private Measurement counterWithPool(int size, Duration length) throws Exception {
    counter.get().pool(size);
    return counter.get().orders().closed(plan.busy(), length);
  }

  private void round(Steps steps, int callers, int round, boolean hasCounter) {
    Load load = Load.closed(callers);
    String suffix = ", %s, round %d of %d".formatted(load.asText(), round + 1, plan.rounds());
    Duration length = plan.window().plus(SHORT);
    steps.add(
        Target.ORDINAL + suffix,
        length,
        () -> meter.orders(Target.ORDINAL, ordinal.get(), load, round, plan.window()));
    if (!hasCounter) {
      return;
    }
    steps.add(
        Target.COUNTER_BEST + suffix,
        length,
        () -> {
          counter.get().pool(bestPool);
          return meter.orders(Target.COUNTER_BEST, counter.get(), load, round, plan.window());
        });
    steps.add(
        Target.COUNTER_JDBC + suffix,
        plan.window().plus(Duration.ofMillis(8L * callers)),
        () -> meter.orders(Target.COUNTER_JDBC, row.get(), callers, round, plan.window()));
  }

  private void bulks(Steps steps, boolean hasCounter) {
    int callers = Target.BULK.level();
    String suffix = ", " + Target.BULK.asText();
    steps.add(
        "warm up" + suffix,
        plan.glance(),
        () -> Meter.line(ordinal.get().bulks().closed(callers, plan.glance())));
    steps.add(
        Target.ORDINAL + suffix,
        plan.window().plus(SHORT),
        () -> meter.orders(Target.ORDINAL, ordinal.get(), Target.BULK, 0, plan.window()));
    if (hasCounter) {
      String other = Target.COUNTER_JDBC_BEST;
      steps.add(
          other + " beside" + suffix,
          plan.window(),
          () -> meter.orders(other, row.get(), bestConnections, Target.BULK, 0, plan.window()));
    }
  }

  private void asWritten(Steps steps) {
    for (int callers : plan.callers()) {
      Load load = Load.closed(callers);
      steps.add(
          Peer.COUNTER_FUNCTION.label() + ", " + load.asText(),
          plan.glance().plus(SHORT),
          () -> {
            counter.get().pool(AS_WRITTEN);
            return meter.orders(
                Peer.COUNTER_FUNCTION.label(), counter.get(), load, 0, plan.glance());
          });
    }
  }

  private void openLoop(Steps steps, boolean hasCounter) {
    Duration window = plan.window().multipliedBy(2);
    for (boolean half : new boolean[] {false, true}) {
      String rate = half ? ", open loop at half of Ordinal's throughput" : ", open loop at 50/s";
      steps.add(
          Target.ORDINAL + rate,
          window.plus(SHORT),
          () -> meter.orders(Target.ORDINAL, ordinal.get(), open(half), 0, window));
      if (hasCounter) {
        steps.add(
            Target.COUNTER_BEST + rate,
            window.plus(SHORT),
            () -> {
              counter.get().pool(bestPool);
              return meter.orders(Target.COUNTER_BEST, counter.get(), open(half), 0, window);
            });
      }
    }
  }

  private Load open(boolean half) {
    if (!half) {
      return Load.open(50);
    }
    double throughput =
        results
            .summary(Target.ORDINAL, Load.closed(plan.busy()))
            .map(Summary::throughput)
            .orElse(0.0);
    return Load.open((int) Math.max(1, throughput / 2));
  }
}
