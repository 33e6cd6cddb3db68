package dev.ordinal.contracts.series;

/**
 * What a number tells by itself.
 *
 * @param period the reset window; empty for a series that never resets
 * @param sequence the integer within series and period
 */
public record PrintedNumber(String period, long sequence) {}
