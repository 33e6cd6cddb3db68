package dev.ordinal.local.replay;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * What the service lists for one period of the series, with or without orders of others in it.
 *
 * @param period as in the numbers, such as {@code 20101201}
 * @param first the number with the lowest sequence; empty if nothing is listed
 * @param last the number with the highest sequence; empty if nothing is listed
 * @param startsAtOne whether the lowest sequence is 1
 * @param count how many orders are listed
 * @param holes sequences between lowest and highest that no order has
 * @param duplicates orders, listed or answered to, whose number another one has as well
 * @param missing numbers that this run was given and that are not listed
 */
record Day(
    String period,
    String first,
    String last,
    boolean startsAtOne,
    long count,
    long holes,
    long duplicates,
    long missing) {

  /** An order as listed. */
  record Listed(String number, long sequence) {}

  /**
   * Judges a period.
   *
   * @param given the numbers that this run was given in it
   */
  static Day of(String period, List<Listed> listed, List<String> given) {
    TreeMap<Long, String> bySequence = new TreeMap<>();
    Set<String> numbers = new HashSet<>();
    for (Listed order : listed) {
      bySequence.put(order.sequence(), order.number());
      numbers.add(order.number());
    }
    Set<String> distinctGiven = new HashSet<>(given);
    long distinct = Math.min(numbers.size(), bySequence.size());
    boolean none = bySequence.isEmpty();
    return new Day(
        period,
        none ? "" : bySequence.firstEntry().getValue(),
        none ? "" : bySequence.lastEntry().getValue(),
        !none && bySequence.firstKey() == 1,
        listed.size(),
        none ? 0 : bySequence.lastKey() - bySequence.firstKey() + 1 - bySequence.size(),
        listed.size() - distinct + given.size() - distinctGiven.size(),
        distinctGiven.stream().filter(number -> !numbers.contains(number)).count());
  }

  /** The sums over {@code days}. */
  static Day total(List<Day> days) {
    return new Day(
        "total",
        "",
        "",
        days.stream().allMatch(Day::startsAtOne),
        days.stream().mapToLong(Day::count).sum(),
        days.stream().mapToLong(Day::holes).sum(),
        days.stream().mapToLong(Day::duplicates).sum(),
        days.stream().mapToLong(Day::missing).sum());
  }

  /** Whether nothing is wrong with its numbers. */
  boolean isWhole() {
    return holes == 0 && duplicates == 0 && missing == 0;
  }
}
