package dev.ordinal.benchmarks.peers;

import java.sql.SQLException;

/** One way to give an order the next number and keep it. Thread-safe. */
public interface Numbering {

  /**
   * Keeps an order under the next number of its series and period.
   *
   * @param body the order as JSON
   * @return the number
   * @throws SQLException if the order is not kept
   */
  String place(String series, String period, String body) throws SQLException, InterruptedException;

  /** As all series print it: {@code GAM-20261127-0001}. */
  static String format(String series, String period, long sequence) {
    String digits = Long.toString(sequence);
    return series + "-" + period + "-" + "0".repeat(Math.max(0, 4 - digits.length())) + digits;
  }

  /** What two of the old systems made up when they had no next number: the time. */
  static String invent(String series, String period) {
    return series + "-" + period + "-" + System.currentTimeMillis();
  }
}
