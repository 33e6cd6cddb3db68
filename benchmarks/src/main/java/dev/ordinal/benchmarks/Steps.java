package dev.ordinal.benchmarks;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Parts of a run, done one after the other. Not thread-safe. */
final class Steps {

  private final List<Step> steps = new ArrayList<>();

  void add(String what, Duration estimate, Step.Action action) {
    steps.add(new Step(what, estimate, action));
  }

  /** About how long all take. */
  Duration estimate() {
    return left(0);
  }

  private Duration left(int from) {
    return steps.subList(from, steps.size()).stream()
        .map(Step::estimate)
        .reduce(Duration.ZERO, Duration::plus);
  }

  /** Does all, with a line for each. */
  void run(PrintWriter out) throws Exception {
    long start = System.nanoTime();
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      if (Thread.interrupted()) {
        throw new InterruptedException();
      }
      out.printf(
          "[%d/%d, %s, about %s left] %s",
          i + 1,
          steps.size(),
          clock(Duration.ofNanos(System.nanoTime() - start)),
          clock(left(i)),
          step.what());
      out.flush();
      String outcome = step.action().run();
      out.println(outcome.isEmpty() ? "" : ": " + outcome);
    }
  }

  static String clock(Duration time) {
    return "%d:%02d".formatted(time.toMinutes(), time.toSecondsPart());
  }
}
