package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import java.util.List;

/** What a decider answers. */
public sealed interface Decision {

  /** Something happened: at least one event. */
  record Accepted(List<Event> events) implements Decision {
    public Accepted {
      events = List.copyOf(events);
      if (events.isEmpty()) {
        throw new IllegalArgumentException("an accepted command has at least one event");
      }
    }
  }

  /** Nothing happened, and why. */
  record Rejected(Rejection rejection) implements Decision {}

  /** An acceptance with one event. */
  static Decision accepted(Event event) {
    return new Accepted(List.of(event));
  }

  /** A rejection. */
  static Decision rejected(Rejection rejection) {
    return new Rejected(rejection);
  }
}
