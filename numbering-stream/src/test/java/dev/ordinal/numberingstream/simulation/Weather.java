package dev.ordinal.numberingstream.simulation;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/**
 * Which faults strike in a run, and how often: other ones in each, so that what one fault hides
 * another run shows.
 */
final class Weather {

  /** Something that can go wrong where the simulation asks for it. */
  enum Fault {
    /** The process dies, at one of the points where it hurts. */
    CRASH(0.001),
    /** A transaction is aborted, or its end is not heard of. */
    ABORT(0.01),
    /** A marker comes late. */
    LATE_MARKER(0.01),
    /** A command gets lost on its way to the log. */
    LOST(0.02),
    /** A command gets into the log twice. */
    TWICE(0.03),
    /** A decision fails in the midst of its changes. */
    FAILED_DECISION(0.03),
    /** A process stands still. */
    PAUSE(0.004),
    /** A process is stopped as it should be, and started again. */
    STOP(0.002),
    /** A partition is given to another process. */
    MOVE(0.005),
    /** Everything is off, for seconds or for days. */
    OUTAGE(0.002),
    /** A process's wall clock leaps and comes back. */
    LEAP(0.004),
    /** The callers' clock leaps and comes back. */
    CALLERS_LEAP(0.004);

    private final double often;

    Fault(double often) {
      this.often = often;
    }
  }

  private final Random random;
  private final Map<Fault, Double> rates = new EnumMap<>(Fault.class);
  private final boolean isCalm;

  Weather(Random random) {
    this.random = random;
    this.isCalm = random.nextInt(8) == 0;
    for (Fault fault : Fault.values()) {
      boolean isOff = isCalm || random.nextInt(3) == 0;
      rates.put(fault, isOff ? 0 : fault.often * (random.nextInt(4) == 0 ? 4 : 1));
    }
  }

  /** Whether nothing goes wrong in the whole run. */
  boolean isCalm() {
    return isCalm;
  }

  /** Whether the fault strikes here and now. */
  boolean strikes(Fault fault) {
    double rate = rates.getOrDefault(fault, 0.0);
    return rate > 0 && random.nextDouble() < rate;
  }

  /** From now on nothing strikes. */
  void clears() {
    rates.replaceAll((fault, rate) -> 0.0);
  }
}
