package dev.ordinal.benchmarks.subjects;

import java.util.BitSet;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Numbers as callers were told them, or as they are stored: a bit for each sequence of each period.
 * Thread-safe.
 */
final class ToldNumbers {

  /** More digits than any run can count to: such a sequence is a time. */
  private static final int LONGEST_SEQUENCE = 9;

  /**
   * One series and period.
   *
   * @param seen the sequences
   * @param again those that came more than once
   */
  record Period(BitSet seen, BitSet again) {}

  private final SortedMap<String, Period> periods = new TreeMap<>();
  private long count;
  private long invented;

  /** Takes note of a number such as {@code GAM-20261127-0001}. */
  synchronized void add(String number) {
    count++;
    int dash = number.lastIndexOf('-');
    String digits = number.substring(dash + 1);
    if (dash < 0 || !digits.matches("[0-9]{1," + LONGEST_SEQUENCE + "}")) {
      invented++;
      return;
    }
    Period period =
        periods.computeIfAbsent(
            number.substring(0, dash), name -> new Period(new BitSet(), new BitSet()));
    int sequence = Integer.parseInt(digits);
    (period.seen().get(sequence) ? period.again() : period.seen()).set(sequence);
  }

  /** All of them, with those that are not the next of anything. */
  synchronized long count() {
    return count;
  }

  /** Those that are not the next of anything. */
  synchronized long invented() {
    return invented;
  }

  /** By series and period; to be read when nothing is added any more. */
  SortedMap<String, Period> periods() {
    return periods;
  }
}
