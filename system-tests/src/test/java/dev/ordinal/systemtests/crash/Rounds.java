package dev.ordinal.systemtests.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What came of the rounds, for people. */
final class Rounds {

  /**
   * One kill and what followed.
   *
   * @param aimed whether it was to strike between prepare and complete of a transaction
   * @param hit whether it did
   * @param backMillis from the kill to the next new answer
   * @param acknowledged positive answers so far
   */
  record Round(
      int index, Fault fault, boolean aimed, boolean hit, long backMillis, int acknowledged) {

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "round %3d  %-22s  %-12s  %,7d ms from the kill to the next answer  %,9d acknowledged",
          index,
          fault,
          aimed ? hit ? "aimed, hit" : "aimed, missed" : "any moment",
          backMillis,
          acknowledged);
    }
  }

  private final List<Round> rounds = new ArrayList<>();

  void add(Round round) {
    rounds.add(round);
    System.out.println(round);
  }

  /** How many are over. */
  int size() {
    return rounds.size();
  }

  /** All rounds and their sum. */
  String table() {
    StringBuilder table = new StringBuilder();
    rounds.forEach(round -> table.append(round).append('\n'));
    for (Fault fault : Fault.values()) {
      summarise(table, fault.name(), rounds.stream().filter(r -> r.fault() == fault).toList());
    }
    summarise(table, "all", rounds);
    return table.toString();
  }

  private static void summarise(StringBuilder table, String name, List<Round> rounds) {
    if (rounds.isEmpty()) {
      return;
    }
    long[] millis = rounds.stream().mapToLong(Round::backMillis).sorted().toArray();
    table.append(
        String.format(
            Locale.ROOT,
            "%-22s  %3d rounds, %d aimed, %d hit; kill to next answer: median %,d ms, worst %,d ms%n",
            name,
            rounds.size(),
            rounds.stream().filter(Round::aimed).count(),
            rounds.stream().filter(Round::hit).count(),
            millis[millis.length / 2],
            millis[millis.length - 1]));
  }
}
