package dev.ordinal.systemtests.crash;

import java.util.Locale;

/**
 * One blow and what followed.
 *
 * @param fault its name
 * @param missed whether it was aimed at a moment and fell in another
 * @param backMillis from the blow until something of each kind was made of what was asked since
 * @param seconds how long the round took, from the first caller on
 * @param acknowledged positive answers in it
 */
record Round(String fault, boolean missed, long backMillis, double seconds, int acknowledged) {

  /** Positive answers a second, over the whole round with its outage. */
  double rate() {
    return acknowledged / seconds;
  }

  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%-28s %-6s back after %,7d ms, %,5.0f/s, %,7d acknowledged",
        fault,
        missed ? "missed" : "",
        backMillis,
        rate(),
        acknowledged);
  }
}
