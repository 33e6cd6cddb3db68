package dev.ordinal.benchmarks;

import dev.ordinal.benchmarks.load.Measurement;
import dev.ordinal.benchmarks.results.Figure;
import dev.ordinal.benchmarks.results.Load;
import dev.ordinal.benchmarks.results.Results;
import dev.ordinal.benchmarks.subjects.CounterRow;
import dev.ordinal.benchmarks.subjects.Cpu;
import dev.ordinal.benchmarks.subjects.LeadRace;
import dev.ordinal.benchmarks.subjects.Subject;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;

/** Measures one subject under one load and keeps the figure. Not thread-safe. */
final class Meter {

  private final Results results;
  private Duration loadCpu = Duration.ZERO;
  private long loadAnswers;

  Meter(Results results) {
    this.results = results;
  }

  /** Orders in a closed or an open loop; what is left to do afterwards is in the costs. */
  String orders(String name, Subject subject, Load load, int round, Duration window)
      throws Exception {
    Cpu before = subject.cpu();
    long told = subject.told();
    Duration loadBefore = ownCpu();
    Measurement measurement =
        switch (load.kind()) {
          case OPEN -> subject.orders().open(load.level(), window);
          case BULK -> subject.bulks().closed(load.level(), window);
          default -> subject.orders().closed(load.level(), window);
        };
    long answered = subject.told() - told;
    loadCpu = loadCpu.plus(ownCpu().minus(loadBefore));
    loadAnswers += answered;
    subject.settle();
    return keep(
        new Figure(
            name,
            load,
            round,
            measurement,
            answered,
            subject.cpu().since(before),
            subject.residentKib()));
  }

  /** Orders without any HTTP; the sessions end with the run, and with them what they took. */
  String orders(String name, CounterRow row, int callers, int round, Duration window)
      throws Exception {
    return orders(name, row, callers, Load.closed(callers), round, window);
  }

  /**
   * The same beside another load.
   *
   * @param beside the load that it is held against
   */
  String orders(String name, CounterRow row, int callers, Load beside, int round, Duration window)
      throws Exception {
    Measurement measurement = row.closed(callers, window);
    Cpu unknown = new Cpu(Duration.ZERO, Duration.ZERO);
    return keep(
        new Figure(
            name,
            beside,
            round,
            measurement,
            measurement.answers(),
            unknown,
            OptionalLong.empty()));
  }

  /** A race for leads. */
  String claims(String name, Subject subject, int callers, Duration window) throws Exception {
    LeadRace race = subject.leads();
    Measurement measurement = race.run(callers, window);
    subject.settle();
    Cpu unknown = new Cpu(Duration.ZERO, Duration.ZERO); // that of creating leads is in it
    results.worth(name + ", leads", race.worth());
    return keep(
            new Figure(
                name,
                Load.claims(callers),
                0,
                measurement,
                measurement.answers(),
                unknown,
                subject.residentKib()))
        + "; "
        + race.worth().asText();
  }

  /** Says what the load over HTTP itself took of the processors it shares with the servers. */
  void tellOwnCosts() {
    if (loadAnswers > 0) {
      results.fact(
          "CPU of the load an order over HTTP", loadCpu.toNanos() / 1000 / loadAnswers + " µs");
    }
  }

  private static Duration ownCpu() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  private String keep(Figure figure) {
    results.add(figure);
    return line(figure.measurement());
  }

  static String line(Measurement measurement) {
    return String.format(
        Locale.ROOT,
        "%,.0f/s, p50 %.1f ms, p99 %.1f ms%s",
        measurement.throughput(),
        measurement.millis(50),
        measurement.millis(99),
        measurement.errors().isEmpty() ? "" : ", errors " + measurement.errorsAsText());
  }
}
