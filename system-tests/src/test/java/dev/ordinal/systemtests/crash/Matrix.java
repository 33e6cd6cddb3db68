package dev.ordinal.systemtests.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** What came of all rounds, as a table for people. Thread-safe. */
final class Matrix {

  private static final int CHARACTERS = 300;

  private final List<Stage<?>> stages;
  private final List<Round> rounds = new ArrayList<>();
  private final Map<String, String> violations = new LinkedHashMap<>();
  private final Map<String, String> leftOut = new LinkedHashMap<>();

  /** An empty one. */
  Matrix(List<Stage<?>> stages) {
    this.stages = stages;
  }

  synchronized void add(Round round) {
    rounds.add(round);
  }

  /**
   * Notes that a promise was broken.
   *
   * @param when during which faults, or at which other moment
   */
  synchronized void violated(String when, String what) {
    violations.put(when, what);
  }

  /** Notes that a fault was not tried, and why. */
  void leftOut(Fault<?> fault, String why) {
    leftOut.put(fault.name(), why);
  }

  /** Whether no promise was broken. */
  synchronized boolean isClean() {
    return violations.isEmpty();
  }

  /** How many blows there were, each fault of a round counted. */
  synchronized int size() {
    return rounds.stream().mapToInt(round -> round.faults().size()).sum();
  }

  /** A table for each stage, in Markdown. */
  synchronized String markdown() {
    StringBuilder text = new StringBuilder();
    for (Stage<?> stage : stages) {
      List<? extends Fault<?>> tried =
          stage.faults().stream().filter(fault -> !leftOut.containsKey(fault.name())).toList();
      if (tried.isEmpty()) {
        continue;
      }
      text.append("## Stage `%s`%n%s.%n%n".formatted(stage.name(), stage.what()));
      text.append(
          "| fault | what happens | rounds | with others | missed | back alone, median | worst "
              + "| back with others, worst | commands/s | acknowledged | violations |\n"
              + "| --- | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: |\n");
      tried.forEach(fault -> text.append(row(fault)));
      text.append('\n');
    }
    leftOut.forEach((fault, why) -> text.append("Not tried: `%s`: %s%n".formatted(fault, why)));
    violations.forEach(
        (when, what) -> text.append("Violated by `%s`: %s%n".formatted(when, inShort(what))));
    return text.toString();
  }

  private String row(Fault<?> fault) {
    List<Round> of = rounds.stream().filter(r -> r.faults().contains(fault.name())).toList();
    List<Round> alone = of.stream().filter(Round::isAlone).toList();
    List<Round> together = of.stream().filter(round -> !round.isAlone()).toList();
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %d | %d | %d | %s | %s | %s | %,.0f | %,d | %d |%n",
        fault.name(),
        fault.what(),
        of.size(),
        together.size(),
        of.stream().filter(round -> round.missed().contains(fault.name())).count(),
        back(alone, 0.5),
        back(alone, 1),
        back(together, 1),
        quantile(of, Round::load, 0.5),
        of.stream().mapToInt(Round::acknowledged).sum(),
        violations.keySet().stream()
            .filter(when -> List.of(when.split(" \\+ ")).contains(fault.name()))
            .count());
  }

  /** A line; all of it is where it happened. */
  private static String inShort(String what) {
    String line = what.replaceAll("\\s+", " ");
    return line.substring(0, Math.min(line.length(), CHARACTERS));
  }

  private static String back(List<Round> of, double quantile) {
    return of.isEmpty()
        ? ""
        : String.format(
            Locale.ROOT, "%.1f s", quantile(of, round -> round.backMillis() / 1e3, quantile));
  }

  private static double quantile(List<Round> of, ToDoubleFunction<Round> figure, double quantile) {
    double[] sorted = of.stream().mapToDouble(figure).sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(quantile * sorted.length) - 1];
  }
}
