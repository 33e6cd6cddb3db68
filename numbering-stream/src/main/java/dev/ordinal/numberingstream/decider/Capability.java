package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
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

    /** Decides; reads state and changes none. */
    Decision decide(C command, DecisionContext context);

    /**
     * How much there is to decide about {@code command}, in rows or the like. Of what has more than
     * a step's worth the decision is made by {@link #deliberate}.
     */
    default int size(C command) {
      return 1;
    }

    /**
     * Begins to decide a large command, which asks for no number, in steps. Until its last event is
     * evolved nothing that it looks at changes, but by its own events.
     *
     * @param known null, or the fact of the decision if some of its events have been evolved: the
     *     same decision must be made again, by any version that comes after this one
     */
    default Deliberation deliberate(C command, DecisionContext context, @Nullable Fact known) {
      throw new IllegalStateException(command + " is decided in one go");
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
     * The fact of a command that a version before there were facts has accepted, as state shows it.
     *
     * @param command a repeat of it
     */
    default Fact factOf(C command, StoredOutcome.Former first) {
      throw new IllegalStateException("no fact is known of command " + first.commandId());
    }

    /**
     * Changes state: the only place that does.
     *
     * @throws IllegalStateException on an event that cannot have happened
     */
    void evolve(E event);
  }
}
