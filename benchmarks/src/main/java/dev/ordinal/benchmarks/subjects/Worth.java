package dev.ordinal.benchmarks.subjects;

import dev.ordinal.benchmarks.subjects.ToldNumbers.Period;
import java.util.BitSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * What the numbers of a run are worth.
 *
 * @param told how many numbers callers were told
 * @param duplicates numbers that two callers were told, or that are stored twice
 * @param holes numbers from 1 to the highest of a period that are not stored
 * @param invented numbers that are not the next of their series but made up
 * @param lost numbers that a caller was told and that are not stored
 * @param doubleWinners things that two callers were told are theirs
 */
public record Worth(
    long told, long duplicates, long holes, long invented, long lost, long doubleWinners) {

  /** Holds what callers were told against what is stored. */
  static Worth of(ToldNumbers told, ToldNumbers stored) {
    long duplicates = 0;
    long holes = 0;
    long lost = 0;
    Set<String> periods = new TreeSet<>(told.periods().keySet());
    periods.addAll(stored.periods().keySet());
    Period none = new Period(new BitSet(), new BitSet());
    for (String name : periods) {
      Period heard = told.periods().getOrDefault(name, none);
      Period kept = stored.periods().getOrDefault(name, none);
      BitSet again = copy(heard.again());
      again.or(kept.again());
      duplicates += again.cardinality();
      BitSet given = copy(kept.seen());
      given.clear(0);
      holes += Math.max(0, given.length() - 1) - given.cardinality();
      BitSet missing = copy(heard.seen());
      missing.andNot(kept.seen());
      lost += missing.cardinality();
    }
    long invented = Math.max(told.invented(), stored.invented());
    return new Worth(told.count(), duplicates, holes, invented, lost, 0);
  }

  /** Whether each number was the next of its series, once, and each thing went to one caller. */
  public boolean isClean() {
    return duplicates + holes + invented + lost + doubleWinners == 0;
  }

  /** For people: "clean", or what is wrong. */
  public String asText() {
    if (isClean()) {
      return "clean";
    }
    StringBuilder text = new StringBuilder();
    add(text, duplicates, "duplicates");
    add(text, holes, "holes");
    add(text, invented, "invented");
    add(text, lost, "lost");
    add(text, doubleWinners, "double winners");
    return text.toString();
  }

  private static void add(StringBuilder text, long count, String what) {
    if (count > 0) {
      text.append(text.isEmpty() ? "" : ", ").append(count + " " + what);
    }
  }

  private static BitSet copy(BitSet bits) {
    BitSet copy = new BitSet();
    copy.or(bits);
    return copy;
  }
}
