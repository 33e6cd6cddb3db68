package dev.ordinal.numberingstream.topology;

import com.codahale.metrics.Counter;
import com.codahale.metrics.Meter;
import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.BulkDecided;
import dev.ordinal.contracts.Outcome;

/**
 * What the writer counts. A command whose transaction aborts is counted again when it is decided
 * again. Thread-safe.
 *
 * @param parked commands that were put aside because they could not be decided
 * @param failed deadlines and definitions that could not be acted on and are tried again
 * @param restarts writer threads that failed and were replaced
 * @param settling how many writers have yet to see to it that their default series are defined
 * @param unfinished large commands that are decided in steps and not yet done
 * @param health which writers are stopped
 */
public record StreamMetrics(
    Meter accepted,
    Meter rejected,
    Meter repeated,
    Meter expired,
    Meter deadLettered,
    Meter parked,
    Meter failed,
    Meter restarts,
    Counter settling,
    Counter unfinished,
    WriterHealth health) {

  /** Registers the meters. */
  public static StreamMetrics in(MetricRegistry registry) {
    WriterHealth health = new WriterHealth();
    registry.gauge("writers.stopped", () -> () -> health.troubles().size());
    registry.gauge("deadlines.waiting-after-failure", () -> health::failing);
    return new StreamMetrics(
        registry.meter("commands.accepted"),
        registry.meter("commands.rejected"),
        registry.meter("commands.repeated"),
        registry.meter("deadlines.events"),
        registry.meter("commands.dead-lettered"),
        registry.meter("commands.parked"),
        registry.meter("deadlines.failed"),
        registry.meter("writers.restarts"),
        registry.counter("writers.settling"),
        registry.counter("commands.unfinished"),
        health);
  }

  /** How many commands have been decided. */
  long decided() {
    return accepted.getCount() + rejected.getCount() + repeated.getCount();
  }

  /** Counts a decision; of a bulk each one. */
  void count(Outcome outcome) {
    if (outcome.fact() instanceof BulkDecided bulk) {
      bulk.outcomes().forEach(this::count);
      return;
    }
    if (outcome.replayed()) {
      repeated.mark();
    } else if (outcome.rejection() != null) {
      rejected.mark();
    } else {
      accepted.mark();
    }
  }
}
