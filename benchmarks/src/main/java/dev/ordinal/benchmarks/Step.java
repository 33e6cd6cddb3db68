package dev.ordinal.benchmarks;

import java.time.Duration;

/**
 * A part of a run.
 *
 * @param what for the progress line
 * @param estimate how long it takes at most, about
 */
record Step(String what, Duration estimate, Action action) {

  /** Does it. */
  @FunctionalInterface
  interface Action {

    /**
     * Does it.
     *
     * @return what came of it, for the progress line; may be empty
     */
    String run() throws Exception;
  }
}
