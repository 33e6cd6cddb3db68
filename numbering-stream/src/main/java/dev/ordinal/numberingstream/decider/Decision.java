package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a decider answers. */
public sealed interface Decision {

  /** What happened, in order. */
  List<Event> events();

  /** What is remembered of it and told; null for a rejection. */
  @Nullable Fact fact();

  /** Why not; null if it was accepted. */
  @Nullable Rejection rejection();

  /** The outcome of the command that is decided by this. */
  default Outcome outcome(UUID commandId) {
    return Outcome.of(commandId, fact(), rejection());
  }

  /**
   * What was asked for happened.
   *
   * @param events at least one; what was asked for first, then what followed
   */
  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("nothing happened that could be told");
      }
    }

    @Override
    public Fact fact() {
      return events.get(0).fact(events.subList(1, events.size()));
    }

    @Override
    public @Nullable Rejection rejection() {
      return null;
    }
  }

  /**
   * What was asked for did not happen, and why.
   *
   * @param events what the refusal itself brings about, such as uploads left without an owner;
   *     mostly empty. None takes a number. They are published once and are not told.
   */
  record Rejected(Rejection rejection, List<Event> events) implements Decision {
    public Rejected {
      events = List.copyOf(events);
      if (events.stream().anyMatch(NumberIssued.class::isInstance)) {
        throw new IllegalArgumentException("a rejected command takes no number");
      }
    }

    @Override
    public @Nullable Fact fact() {
      return null;
    }
  }

  /** An acceptance with one event. */
  static Decision accepted(Event event) {
    return new Accepted(List.of(event));
  }

  /** A rejection that changes nothing. */
  static Decision rejected(Rejection rejection) {
    return new Rejected(rejection, List.of());
  }
}
