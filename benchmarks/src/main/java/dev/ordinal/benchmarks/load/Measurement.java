package dev.ordinal.benchmarks.load;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/**
 * What came of a run of load.
 *
 * @param seconds how long it ran, above 0
 * @param errors counts by kind; not among the latencies, but for requests without any answer
 * @param latency of right answers, in microseconds
 */
public record Measurement(double seconds, SortedMap<String, Long> errors, Histogram latency) {

  /** The kind of error of a request that had no answer when the run ended. */
  public static final String NO_ANSWER = "no answer";

  /** One that has seen nothing yet. */
  public static Measurement empty(double seconds) {
    return new Measurement(seconds, new TreeMap<>(), new Histogram(3));
  }

  /** How many right answers there were. */
  public long answers() {
    return latency.getTotalCount() - errors.getOrDefault(NO_ANSWER, 0L);
  }

  /** Right answers a second. */
  public double throughput() {
    return answers() / seconds;
  }

  /** A percentile of the latency in milliseconds. */
  public double millis(double percentile) {
    return latency.getValueAtPercentile(percentile) / 1e3;
  }

  /** The longest latency in milliseconds. */
  public double maxMillis() {
    return latency.getMaxValue() / 1e3;
  }

  /** How many errors there were, of all kinds. */
  public long errorCount() {
    return errors.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Adds what another run has seen, as if both were one that took as long as both. */
  public Measurement plus(Measurement other) {
    Measurement sum = empty(seconds + other.seconds);
    for (Measurement one : new Measurement[] {this, other}) {
      sum.latency.add(one.latency);
      one.errors.forEach((kind, count) -> sum.errors.merge(kind, count, Long::sum));
    }
    return sum;
  }

  /** So many things were answered at once. */
  void answered(long nanos, int count) {
    latency.recordValueWithCount(Math.max(0, nanos / 1000), count);
  }

  void failed(String kind) {
    errors.merge(kind, 1L, Long::sum);
  }

  /** For the table: "12 × 503, 1 × no answer". */
  public String errorsAsText() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<String, Long> error : errors.entrySet()) {
      text.append(text.isEmpty() ? "" : ", ").append(error.getValue() + " × " + error.getKey());
    }
    return text.toString();
  }
}
