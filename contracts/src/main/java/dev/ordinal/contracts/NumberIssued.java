package dev.ordinal.contracts;

/**
 * An event that takes the next number of a scope. Replaying the events of this kind in log order
 * rebuilds every sequence, which is how invariants I1 and I2 are checked.
 */
public interface NumberIssued extends Event {

  /** The formatted number, such as {@code GAM-20251121-0001}. */
  String number();

  /** The series code, such as {@code GAM}. */
  String series();

  /** The reset window as text, such as {@code 20251121}; empty for a series that never resets. */
  String period();

  /** The integer within series and period; grows by exactly one from event to event. */
  long sequence();
}
