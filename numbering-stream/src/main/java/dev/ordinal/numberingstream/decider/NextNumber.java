package dev.ordinal.numberingstream.decider;

/**
 * The number that a command gets if it is accepted.
 *
 * @param series the series' code
 * @param period the reset window as text, empty for never
 * @param sequence the last sequence of the scope plus one
 * @param number series, period and sequence as the series prints them
 */
public record NextNumber(String series, String period, long sequence, String number) {}
