package dev.ordinal.benchmarks;

import dev.ordinal.benchmarks.load.Measurement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which number of connections is best: each is tried on the way up and on the way down, so that
 * what grows faster meanwhile, or is disturbed, does not favour one end.
 *
 * @param throughputs right answers a second by number of connections
 */
record Sweep(SortedMap<Integer, Double> throughputs) {

  private static final List<Integer> SIZES = List.of(1, 2, 4, 8, 16, 50);

  /** Load with a number of connections. */
  @FunctionalInterface
  interface Trial {
    Measurement run(int connections, Duration length) throws Exception;
  }

  /** About how long it takes. */
  static Duration length(Duration trial) {
    return trial.multipliedBy(SIZES.size());
  }

  /** Tries each number for {@code trial}, half of it each way. */
  static Sweep run(Duration trial, Trial load) throws Exception {
    List<Integer> order = new ArrayList<>(SIZES);
    for (int i = SIZES.size() - 1; i >= 0; i--) {
      order.add(SIZES.get(i));
    }
    SortedMap<Integer, Double> throughputs = new TreeMap<>();
    for (int connections : order) {
      double half = load.run(connections, trial.dividedBy(2)).throughput() / 2;
      throughputs.merge(connections, half, Double::sum);
    }
    return new Sweep(throughputs);
  }

  /** The number with which most was answered; the smallest of equals. */
  int best() {
    int best = SIZES.get(0);
    for (Map.Entry<Integer, Double> tried : throughputs.entrySet()) {
      if (tried.getValue() > throughputs.getOrDefault(best, 0.0)) {
        best = tried.getKey();
      }
    }
    return best;
  }

  /** For people: "1: 3,670/s, 2: …; best 1". */
  String asText() {
    StringBuilder text = new StringBuilder();
    throughputs.forEach(
        (connections, throughput) ->
            text.append(String.format(Locale.ROOT, "%d: %,.0f/s, ", connections, throughput)));
    text.setLength(Math.max(0, text.length() - 2));
    return text + "; best " + best();
  }
}
