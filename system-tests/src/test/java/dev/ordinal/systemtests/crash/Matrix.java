package dev.ordinal.systemtests.crash;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What came of all rounds, as a table for people. Not for use by many threads. */
final class Matrix {

  private final List<Stage<?>> stages;
  private final Map<String, List<Round>> rounds = new LinkedHashMap<>();
  private final Map<String, String> violations = new LinkedHashMap<>();

  /** An empty one. */
  Matrix(List<Stage<?>> stages) {
    this.stages = stages;
    for (Stage<?> stage : stages) {
      stage.faults().forEach(fault -> rounds.put(fault.name(), new ArrayList<>()));
    }
  }

  void add(Round round) {
    rounds.computeIfAbsent(round.fault(), fault -> new ArrayList<>()).add(round);
  }

  /**
   * Notes that a promise was broken.
   *
   * @param fault during which
   */
  void violated(String fault, String what) {
    violations.put(fault, what);
  }

  /** Whether no promise was broken. */
  boolean isClean() {
    return violations.isEmpty();
  }

  /** How many rounds there were. */
  int size() {
    return rounds.values().stream().mapToInt(List::size).sum();
  }

  /** A table for each stage, in Markdown. */
  String markdown() {
    StringBuilder text = new StringBuilder();
    for (Stage<?> stage : stages) {
      text.append("## Stage `%s`%n%s.%n%n".formatted(stage.name(), stage.what()));
      text.append(
          "| fault | what happens | rounds | aimed and missed | back after, median | worst "
              + "| answers/s | acknowledged | violations |\n"
              + "| --- | --- | --: | --: | --: | --: | --: | --: | --: |\n");
      stage.faults().forEach(fault -> text.append(row(fault)));
      text.append('\n');
    }
    violations.forEach(
        (fault, what) -> text.append("Violated by `%s`: %s%n".formatted(fault, what)));
    return text.toString();
  }

  private String row(Fault<?> fault) {
    List<Round> of = rounds.getOrDefault(fault.name(), List.of());
    long[] back = of.stream().mapToLong(Round::backMillis).sorted().toArray();
    double seconds = of.stream().mapToDouble(Round::seconds).sum();
    int acknowledged = of.stream().mapToInt(Round::acknowledged).sum();
    return String.format(
        Locale.ROOT,
        "| `%s` | %s | %d | %d | %s | %s | %,.0f | %,d | %d |%n",
        fault.name(),
        fault.what(),
        of.size(),
        of.stream().filter(Round::missed).count(),
        back.length == 0 ? "" : seconds(back[back.length / 2]),
        back.length == 0 ? "" : seconds(back[back.length - 1]),
        seconds == 0 ? 0 : acknowledged / seconds,
        acknowledged,
        violations.containsKey(fault.name()) ? 1 : 0);
  }

  private static String seconds(long millis) {
    return String.format(Locale.ROOT, "%.1f s", millis / 1e3);
  }
}
