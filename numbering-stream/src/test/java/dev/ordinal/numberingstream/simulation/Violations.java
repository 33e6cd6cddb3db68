package dev.ordinal.numberingstream.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** The first breach of each promise in one run. */
final class Violations {

  /** What is noted at the first. */
  static final String FIRST = "the first violation";

  private final Map<Promise, String> first = new EnumMap<>(Promise.class);
  private final Runnable onFirst;

  /**
   * None yet.
   *
   * @param onFirst is told of the first of all
   */
  Violations(Runnable onFirst) {
    this.onFirst = onFirst;
  }

  /** Notes a breach unless {@code holds}. */
  void check(boolean holds, Promise promise, Supplier<String> otherwise) {
    if (!holds && !first.containsKey(promise)) {
      if (first.isEmpty()) {
        onFirst.run();
      }
      first.put(promise, otherwise.get());
    }
  }

  /** By promise, what breached it first. */
  Map<Promise, String> found() {
    return first;
  }
}
