package dev.ordinal.systemtests.crash;

import java.util.List;
import java.util.Locale;

/**
 * One or several blows at once, and what followed.
 *
 * @param faults names of what happened; more than one happened at once
 * @param missed names of those that were aimed at a moment and fell in another
 * @param load positive answers a second before the blow
 * @param backMillis from the last blow until something of each kind was made of what was asked
 *     since
 * @param seconds how long the round took
 * @param acknowledged positive answers in it
 */
record Round(
    List<String> faults,
    List<String> missed,
    double load,
    long backMillis,
    double seconds,
    int acknowledged) {

  Round {
    faults = List.copyOf(faults);
    missed = List.copyOf(missed);
  }

  /** Whether nothing else happened at the same time. */
  boolean isAlone() {
    return faults.size() == 1;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%,5.0f/s, back after %,7d ms, %,7d acknowledged in %3.0f s: %s%s",
        load,
        backMillis,
        acknowledged,
        seconds,
        String.join(" + ", faults),
        missed.isEmpty() ? "" : ", missed " + missed);
  }
}
