package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
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

  /** The kinds of deadline that its handler sets; no two capabilities share one. */
  default List<String> deadlines() {
    return List.of();
  }

  /** A handler over one task's tables. */
  Handler<C, E> open(Table.Source tables);

  /** Decides a capability's commands over its tables. For one thread. */
  interface Handler<C, E> {

    /** The series and business time of the number that {@code command} asks for; null for none. */
    @Nullable NumberRequest numberFor(C command, Instant acceptedAt);

    /** Decides; reads state and changes none. */
    Decision decide(C command, DecisionContext context);

    /**
     * Decides a command whose series gives it no number; reads state and changes none.
     *
     * @param why the series is unknown, is for something else, or has no number left
     * @param context without a number
     */
    default Decision withoutNumber(C command, Rejection why, DecisionContext context) {
      return Decision.rejected(why);
    }

    /**
     * How much there is to decide about {@code command}, in rows or the like. Of what has more than
     * a step's worth the decision is made by {@link #deliberate}.
     */
    default int size(C command) {
      return 1;
    }

    /**
     * Begins to decide a large command, which asks for no number, in steps. Until its last event is
     * evolved nothing that it looks at changes, but by its own events. Its events are kept, see
     * {@link #isKept}.
     *
     * @param told null, or what the decision told if some of its events have been evolved: the same
     *     decision must be made again, by any version that comes after this one
     */
    default Deliberation deliberate(
        C command, DecisionContext context, @Nullable List<Event> told) {
      throw new IllegalStateException(command + " is decided in one go");
    }

    /**
     * Tells again what an accepted command led to. State keeps no copy of large events; this makes
     * them anew from the repeated command, known to be equal, and the context of the first time.
     */
    List<Event> recall(C command, DecisionContext first);

    /**
     * Whether the events of an accepted {@code command} are kept as they are, because they say more
     * than {@link #recall} could make anew. For small events only: each is kept for good.
     */
    default boolean isKept(C command) {
      return false;
    }

    /**
     * Whether {@code command} only asks a question and changes nothing. Its answer is remembered
     * for a while only, see {@link Outcomes}.
     */
    default boolean isQuestion(C command) {
      return false;
    }

    /**
     * The deadline that decides over {@code command}: if it has passed when the command was
     * accepted, what follows from it happens before the command is decided. Null for none.
     */
    default @Nullable Deadline deadlineOf(C command) {
      return null;
    }

    /**
     * What follows from a deadline that has passed; reads state and changes none.
     *
     * @param context its command is the {@link Deadline#id()}, its time when this is noticed, which
     *     may be long after the deadline
     * @return at least one event; evolving them clears the deadline
     */
    default List<Event> onDeadline(Deadline deadline, DecisionContext context) {
      throw new IllegalStateException("no rule for " + deadline);
    }

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
