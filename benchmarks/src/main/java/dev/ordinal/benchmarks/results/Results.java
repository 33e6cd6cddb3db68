package dev.ordinal.benchmarks.results;

import dev.ordinal.benchmarks.subjects.Worth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** What a run has measured so far. Not thread-safe. */
public final class Results {

  private final List<Figure> figures = new ArrayList<>();
  private final Map<String, Worth> worths = new LinkedHashMap<>();
  private final Map<String, String> facts = new LinkedHashMap<>();

  /** Adds a measurement. */
  public void add(Figure figure) {
    figures.add(figure);
  }

  /**
   * Says what a subject's numbers are worth, in place of what was said before.
   *
   * @return {@code worth}
   */
  public Worth worth(String subject, Worth worth) {
    worths.put(subject, worth);
    return worth;
  }

  /** Says something else that was measured, on a line. */
  public void fact(String what, String value) {
    facts.put(what, value);
  }

  /** What the numbers are worth, by subject. */
  public Map<String, Worth> worths() {
    return worths;
  }

  /** What else was measured. */
  public Map<String, String> facts() {
    return facts;
  }

  /** The rounds of each subject under each load, in the order in which they were first measured. */
  public List<Summary> summaries() {
    Map<List<Object>, List<Figure>> grouped = new LinkedHashMap<>();
    for (Figure figure : figures) {
      grouped
          .computeIfAbsent(List.of(figure.subject(), figure.load()), key -> new ArrayList<>())
          .add(figure);
    }
    return grouped.values().stream()
        .map(group -> new Summary(group.get(0).subject(), group.get(0).load(), group))
        .toList();
  }

  /** One subject under one load. */
  public Optional<Summary> summary(String subject, Load load) {
    return summaries().stream()
        .filter(summary -> summary.subject().equals(subject) && summary.load().equals(load))
        .findFirst();
  }

  /**
   * How many times the throughput of {@code other} that of {@code subject} is: the median of the
   * ratios of each round, so that noise which hits both of a round cancels out.
   */
  public OptionalDouble ratio(String subject, String other, Load load) {
    Map<Integer, Double> others = new LinkedHashMap<>();
    summary(other, load).stream()
        .flatMap(summary -> summary.figures().stream())
        .forEach(figure -> others.put(figure.round(), figure.measurement().throughput()));
    double[] ratios =
        summary(subject, load).stream()
            .flatMap(summary -> summary.figures().stream())
            .mapToDouble(
                figure ->
                    figure.measurement().throughput() / others.getOrDefault(figure.round(), 0.0))
            .filter(Double::isFinite)
            .toArray();
    return ratios.length == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(median(DoubleStream.of(ratios)));
  }

  /** Of two in the middle their mean; NaN of none. */
  static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    int middle = sorted.length / 2;
    if (sorted.length == 0) {
      return Double.NaN;
    }
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
