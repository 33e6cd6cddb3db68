package dev.ordinal.contracts.series;

/** When the sequence of a series starts again, in the series' own zone. */
public enum Reset {
  NEVER,
  YEARLY,
  MONTHLY,
  DAILY
}
