package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.series.SeriesDefinition;

/**
 * A series as its writer knows it.
 *
 * @param used whether a number was given or skipped under it, after which not everything may change
 */
public record SeriesState(SeriesDefinition definition, boolean used) {}
