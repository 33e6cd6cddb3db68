package dev.ordinal.benchmarks.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Load until a server is no longer getting faster, since compiling it takes minutes. */
public final class WarmUp {

  /** Slices that are compared with as many before them. */
  private static final int COMPARED = 3;

  /** Below this much faster, a server is as fast as it gets. */
  private static final double RISE = 1.03;

  private static final Duration SLICE = Duration.ofSeconds(5);

  private WarmUp() {}

  /** A run of load. */
  @FunctionalInterface
  public interface Slice {
    Measurement run(Duration length) throws Exception;
  }

  /**
   * Runs slices of load.
   *
   * @param longest 0 for none
   * @return the last slice; null if there was none
   */
  public static @Nullable Measurement run(Slice slice, Duration longest) throws Exception {
    long end = System.nanoTime() + longest.toNanos();
    List<Double> throughputs = new ArrayList<>();
    Measurement last = null;
    while (!isSteady(throughputs)) {
      long left = end - System.nanoTime();
      if (left < Duration.ofMillis(100).toNanos()) {
        break;
      }
      last = slice.run(Duration.ofNanos(Math.min(left, SLICE.toNanos())));
      throughputs.add(last.throughput());
    }
    return last;
  }

  /** Whether the last slices are hardly faster than those before. */
  static boolean isSteady(List<Double> throughputs) {
    int size = throughputs.size();
    if (size < 2 * COMPARED) {
      return false;
    }
    double now = sum(throughputs.subList(size - COMPARED, size));
    double before = sum(throughputs.subList(size - 2 * COMPARED, size - COMPARED));
    return now <= before * RISE;
  }

  private static double sum(List<Double> throughputs) {
    return throughputs.stream().mapToDouble(Double::doubleValue).sum();
  }
}
