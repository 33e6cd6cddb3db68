package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.series.SeriesKind;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a capability brings to the stream.
 *
 * @param <C> its sealed command family
 * @param <E> its sealed event family
 */
public interface Capability<C extends Command, E extends Event> {

  /** The command family. */
  Class<C> commands();

  /** The event family. */
  Class<E> events();

  /** The tables that its handler opens. */
  List<Table.Spec<?>> tables();

  /** A handler over one task's tables. */
  Handler<C, E> open(Table.Source tables);

  /** Decides a capability's commands over its tables. For one thread. */
  interface Handler<C, E> {

    /** The series and business time of the number that {@code command} asks for; null for none. */
    @Nullable NumberRequest numberFor(C command, Instant acceptedAt);

    /** Decides; reads state and changes none. */
    Decision decide(C command, DecisionContext context);

    /**
     * Tells again what an accepted command led to. State keeps no copy of large events; this makes
     * them anew from the repeated command, known to be equal, and the context of the first time.
     */
    List<Event> recall(C command, DecisionContext first);

    /**
     * Changes state: the only place that does.
     *
     * @throws IllegalStateException on an event that cannot have happened
     */
    void evolve(E event);
  }

  /**
   * Asks for a number.
   *
   * @param series the series' code
   * @param kind what the number is for
   * @param time the business time that chooses the period
   */
  record NumberRequest(String series, SeriesKind kind, Instant time) {}
}
