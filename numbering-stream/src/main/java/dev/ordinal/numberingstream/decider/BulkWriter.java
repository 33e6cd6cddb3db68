package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Bulk;
import dev.ordinal.contracts.BulkDecided;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.numberingstream.decider.Writer.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides the commands of a bulk one after the other, as if they had come so; what one takes, such
 * as a number or a name, the next one finds taken. For one thread.
 */
final class BulkWriter {

  private final UnitOfWork trial;
  private final Writer writer;

  /** Over tables of {@code trial} alone: what does not count is forgotten with it. */
  BulkWriter(List<? extends Capability<?, ?>> capabilities, Table.Source tables) {
    this.trial = new UnitOfWork(tables);
    this.writer = new Writer(capabilities, trial);
  }

  /** What one trial led to. */
  private static final class RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Outcome> outcomes;

    RefusedException(List<Outcome> outcomes) {
      super("not all were accepted", null, false, false);
      this.outcomes = outcomes;
    }
  }

  Step decide(CommandEnvelope envelope, Bulk bulk, Instant now) {
    try {
      return trial.run(() -> decideEach(envelope, bulk, now));
    } catch (RefusedException e) {
      return step(envelope, List.of(), e.outcomes);
    }
  }

  private Step decideEach(CommandEnvelope envelope, Bulk bulk, Instant now) {
    List<Event> events = new ArrayList<>();
    List<Outcome> outcomes = new ArrayList<>();
    for (Bulk.Item item : bulk.items()) {
      Step step = writer.decide(envelope.of(item), now);
      events.addAll(step.events());
      outcomes.add(step.decided());
    }
    if (bulk.allOrNone() && outcomes.stream().anyMatch(BulkWriter::isRefused)) {
      throw new RefusedException(refused(envelope, outcomes));
    }
    return step(envelope, events, outcomes);
  }

  /** What was told before stays true; what would have been accepted now is not. */
  private static List<Outcome> refused(CommandEnvelope envelope, List<Outcome> outcomes) {
    long refused = outcomes.stream().filter(BulkWriter::isRefused).count();
    Rejection rejection =
        Rejection.of(
            CommonRejection.NOT_ALL_ACCEPTED,
            "%d of the %d of this request were refused, so none was accepted"
                .formatted(refused, outcomes.size()));
    return outcomes.stream()
        .map(
            outcome ->
                isRefused(outcome) || isOfBefore(envelope, outcome)
                    ? outcome
                    : Outcome.of(outcome.commandId(), null, rejection))
        .toList();
  }

  private static boolean isOfBefore(CommandEnvelope envelope, Outcome outcome) {
    Fact fact = outcome.fact();
    return fact != null && !fact.commandId().equals(envelope.commandId());
  }

  private static boolean isRefused(Outcome outcome) {
    return outcome.rejection() != null;
  }

  /** Told as a repeat where nothing came of it, as it is when it is read again. */
  private static Step step(CommandEnvelope envelope, List<Event> events, List<Outcome> outcomes) {
    BulkDecided fact = new BulkDecided(outcomes, envelope.commandId());
    return new Step(0, events, new Outcome(envelope.commandId(), events.isEmpty(), fact, null));
  }
}
