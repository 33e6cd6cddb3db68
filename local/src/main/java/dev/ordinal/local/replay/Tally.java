package dev.ordinal.local.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Counts what became of the orders of a run. Thread-safe. */
final class Tally {

  /** Three digits: a latency is off by 0.1 % at most. */
  private static final int DIGITS = 3;

  private final Histogram latencyMicros = new ConcurrentHistogram(DIGITS);
  private final SortedMap<String, List<String>> numbers = new TreeMap<>();
  private long placed;
  private long repeated;
  private long refused;
  private long undecided;

  /** Counts one order. */
  synchronized void add(Outcome outcome) {
    if (outcome instanceof Outcome.Numbered numbered) {
      numbers
          .computeIfAbsent(numbered.period(), period -> new ArrayList<>())
          .add(numbered.number());
      if (numbered.repeated()) {
        repeated++;
      } else {
        placed++;
      }
    } else if (outcome instanceof Outcome.Refused) {
      refused++;
    } else {
      undecided++;
    }
  }

  /** Counts one post. */
  void addLatency(long micros) {
    latencyMicros.recordValue(micros);
  }

  synchronized long placed() {
    return placed;
  }

  synchronized long repeated() {
    return repeated;
  }

  synchronized long refused() {
    return refused;
  }

  /** Orders that were posted, with no final answer. */
  synchronized long undecided() {
    return undecided;
  }

  /** Orders that have a number, placed now or before. */
  synchronized long numbered() {
    return placed + repeated;
  }

  /** All orders that were posted. */
  synchronized long posted() {
    return placed + repeated + refused + undecided;
  }

  /** The latency below which {@code percent} of the posts stayed, in milliseconds. */
  double latencyMillis(double percent) {
    return latencyMicros.getValueAtPercentile(percent) / 1_000.0;
  }

  /** The numbers that the service gave, by period; one that it gave twice is there twice. */
  synchronized SortedMap<String, List<String>> numbers() {
    SortedMap<String, List<String>> copy = new TreeMap<>();
    numbers.forEach((period, given) -> copy.put(period, List.copyOf(given)));
    return copy;
  }
}
