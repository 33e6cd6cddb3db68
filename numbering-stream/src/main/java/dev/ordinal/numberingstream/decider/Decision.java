package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.Reply;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a decider answers. */
public sealed interface Decision {

  /** What happened, in order. */
  List<Event> events();

  /** The events that the reply carries; empty for a rejection. */
  List<Event> toldEvents();

  /** Why not; null if it was accepted. */
  @Nullable Rejection rejection();

  /** The reply to a command that is decided for the first time. */
  default Reply replyTo(CommandEnvelope envelope) {
    return new Reply(envelope.commandId(), false, toldEvents(), rejection());
  }

  /**
   * What was asked for happened.
   *
   * @param events at least one
   * @param told how many of them, from the first on, the reply carries
   */
  record Accepted(List<Event> events, int told) implements Decision {
    public Accepted {
      events = List.copyOf(events);
      if (told < 1 || told > events.size()) {
        throw new IllegalArgumentException("a reply tells at least one event that happened");
      }
    }

    /** All are told. */
    public Accepted(List<Event> events) {
      this(events, events.size());
    }

    @Override
    public List<Event> toldEvents() {
      return events.subList(0, told);
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
   *     mostly empty. None takes a number. They are published once and are no part of the reply.
   */
  record Rejected(Rejection rejection, List<Event> events) implements Decision {
    public Rejected {
      events = List.copyOf(events);
      if (events.stream().anyMatch(NumberIssued.class::isInstance)) {
        throw new IllegalArgumentException("a rejected command takes no number");
      }
    }

    @Override
    public List<Event> toldEvents() {
      return List.of();
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
