package dev.ordinal.numberingstream.transactions;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * How long each transaction has been seen open. Not by the times of its records: those are the
 * commands', which may have waited for hours. Thread-safe.
 */
final class OpenAges {

  private final Map<OpenTransaction, Long> firstSeen = new HashMap<>();

  /**
   * Takes a look.
   *
   * @param nanoTime of the look
   * @return whether one was open at the look before, too
   */
  synchronized boolean update(Set<OpenTransaction> open, long nanoTime) {
    firstSeen.keySet().retainAll(open);
    boolean isAnyOld = !firstSeen.isEmpty();
    open.forEach(one -> firstSeen.putIfAbsent(one, nanoTime));
    return isAnyOld;
  }

  /** The longest, in seconds; 0 if none is open. */
  synchronized long oldestSeconds(long nanoTime) {
    return firstSeen.values().stream()
        .mapToLong(since -> Duration.ofNanos(nanoTime - since).toSeconds())
        .max()
        .orElse(0);
  }
}
