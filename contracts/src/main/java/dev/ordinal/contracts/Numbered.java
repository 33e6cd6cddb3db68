package dev.ordinal.contracts;

/** An event about a thing that has a number. */
public interface Numbered extends Event {

  /** The formatted number, such as {@code GAM-20251121-0001}. */
  String number();

  /** The series code, such as {@code GAM}. */
  String series();

  /** The reset window as text, such as {@code 20251121}; empty for a series that never resets. */
  String period();

  /** The integer within series and period. */
  long sequence();

  @Override
  default String owner() {
    return series();
  }

  @Override
  default String subject() {
    return number();
  }

  @Override
  default String source() {
    return "/series/" + series();
  }
}
