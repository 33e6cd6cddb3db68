package dev.ordinal.orderapi.access;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A token bucket that refuses instead of waiting, as the generic cell rate algorithm keeps it: one
 * number, the time until which the requests so far are paid for. Thread-safe.
 */
final class RateLimit {

  private static final long SECOND = 1_000_000_000;

  private final long cost;
  private final long credit;
  private final AtomicLong paidUntil;

  /**
   * A full bucket.
   *
   * @param perSecond tokens that flow in each second, at least 1
   * @param burst tokens it holds, at least 1
   * @param now nanoseconds of a clock that never goes back
   */
  RateLimit(int perSecond, int burst, long now) {
    this.cost = SECOND / perSecond;
    this.credit = cost * (burst - 1);
    this.paidUntil = new AtomicLong(now);
  }

  /** Takes a token and answers 0, or takes none and answers in how many seconds there is one. */
  long take(long now) {
    while (true) {
      long before = paidUntil.get();
      long from = before - now > 0 ? before : now;
      long missing = from - now - credit;
      if (missing > 0) {
        return (missing + SECOND - 1) / SECOND;
      }
      if (paidUntil.compareAndSet(before, from + cost)) {
        return 0;
      }
    }
  }
}
