package dev.ordinal.projections.audit.checks;

/**
 * What an event's headers say of a number.
 *
 * @param place where the event lies
 * @param series the series' code
 * @param period empty for a series that never resets
 * @param sequence within series and period
 * @param number the text
 * @param commandId the command that led to it
 */
public record NumberFact(
    Place place, String series, String period, long sequence, String number, String commandId) {}
