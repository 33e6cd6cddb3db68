package dev.ordinal.numberingstream.topology;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;

/**
 * What the writer counts. A command whose transaction aborts is counted again when it is decided
 * again. Thread-safe.
 *
 * @param settling how many writers have yet to see to it that their default series are defined
 */
public record StreamMetrics(
    Meter accepted,
    Meter rejected,
    Meter repeated,
    Meter expired,
    Meter deadLettered,
    Counter settling) {

  /** Registers the meters. */
  public static StreamMetrics in(MetricRegistry registry) {
    return new StreamMetrics(
        registry.meter("commands.accepted"),
        registry.meter("commands.rejected"),
        registry.meter("commands.repeated"),
        registry.meter("deadlines.events"),
        registry.meter("commands.dead-lettered"),
        registry.counter("writers.settling"));
  }
}
