package dev.ordinal.benchmarks.results;

import dev.ordinal.benchmarks.load.Measurement;
import java.util.List;
import java.util.OptionalDouble;

/**
 * All rounds of one subject under one load.
 *
 * @param figures at least one, in order
 */
public record Summary(String subject, Load load, List<Figure> figures) {

  /** The median of the rounds, in right answers a second. */
  public double throughput() {
    return Results.median(
        figures.stream().mapToDouble(figure -> figure.measurement().throughput()));
  }

  /** All rounds as one. */
  public Measurement measurement() {
    return figures.stream().map(Figure::measurement).reduce(Measurement::plus).orElseThrow();
  }

  /** Microseconds of the server's processor time for each answer, where they are known. */
  public OptionalDouble serverMicros() {
    return micros(figures.stream().mapToLong(figure -> figure.cpu().server().toNanos()).sum());
  }

  /** Microseconds of its Postgres' processor time for each answer, where they are known. */
  public OptionalDouble databaseMicros() {
    return micros(figures.stream().mapToLong(figure -> figure.cpu().database().toNanos()).sum());
  }

  private OptionalDouble micros(long nanos) {
    long told = figures.stream().mapToLong(Figure::told).sum();
    return told == 0 || nanos == 0 ? OptionalDouble.empty() : OptionalDouble.of(nanos / 1e3 / told);
  }

  /** The most memory the server had after a round, in MiB, where the system tells. */
  public OptionalDouble residentMib() {
    return figures.stream()
        .flatMapToLong(figure -> figure.residentKib().stream())
        .mapToDouble(kib -> kib / 1024.0)
        .max();
  }
}
