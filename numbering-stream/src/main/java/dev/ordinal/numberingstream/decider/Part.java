package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.numberingstream.decider.Capability.Handler;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A capability with its open handler; keeps the two type parameters together. */
record Part<C extends Command, E extends Event>(
    Capability<C, E> capability, Handler<C, E> handler, Sequences sequences) {

  static <C extends Command, E extends Event> Part<C, E> open(
      Capability<C, E> capability, Table.Source tables, Sequences sequences) {
    return new Part<>(capability, capability.open(tables), sequences);
  }

  Decision decide(CommandEnvelope envelope, DecisionContext context) {
    return handler.decide(command(envelope), context);
  }

  int size(CommandEnvelope envelope) {
    return handler.size(command(envelope));
  }

  Deliberation deliberate(CommandEnvelope envelope, DecisionContext context, @Nullable Fact known) {
    return handler.deliberate(command(envelope), context, known);
  }

  boolean isQuestion(CommandEnvelope envelope) {
    return handler.isQuestion(command(envelope));
  }

  Fact factOf(CommandEnvelope envelope, StoredOutcome.Former first) {
    return handler.factOf(command(envelope), first);
  }

  @Nullable Deadline deadlineOf(CommandEnvelope envelope) {
    return handler.deadlineOf(command(envelope));
  }

  /** Changes state: the only place that does. */
  void evolve(List<Event> events) {
    for (Event event : events) {
      if (event instanceof NumberIssued issued) {
        sequences.evolve(issued);
      }
      handler.evolve(capability.events().cast(event));
    }
  }

  private C command(CommandEnvelope envelope) {
    return capability.commands().cast(envelope.command());
  }
}
