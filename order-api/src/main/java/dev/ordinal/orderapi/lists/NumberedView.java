package dev.ordinal.orderapi.lists;

/** A thing that has a number, as callers see it. */
public interface NumberedView {

  /** The series' code. */
  String series();

  /** The reset window as text; empty for a series that never resets. */
  String period();

  /** The place within series and period. */
  long sequence();
}
