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

  Meter(Results results) {
    this.results = results;
  }

  /** Orders in a closed or an open loop; what is left to do afterwards is in the costs. */
  String orders(String name, Subject subject, Load load, int round, Duration window)
      throws Exception {
    Cpu before = subject.cpu();
    long told = subject.told();
    Measurement measurement =
        load.kind() == Load.Kind.OPEN
            ? subject.orders().open(load.level(), window)
            : subject.orders().closed(load.level(), window);
    subject.settle();
    return keep(
        new Figure(
            name,
            load,
            round,
            measurement,
            subject.told() - told,
            subject.cpu().since(before),
            subject.residentKib()));
  }

  /** Orders without any HTTP; the sessions end with the run, and with them what they took. */
  String orders(String name, CounterRow row, int callers, int round, Duration window)
      throws Exception {
    Measurement measurement = row.closed(callers, window);
    Cpu unknown = new Cpu(Duration.ZERO, Duration.ZERO);
    return keep(
        new Figure(
            name,
            Load.closed(callers),
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
