package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.numberingstream.decider.UnfinishedCommands.Entry;
import dev.ordinal.numberingstream.decider.Writer.Step;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Decides large commands a step at a time: first the decision is made, which changes nothing, then
 * its events are evolved in parts. How many have been is kept with each part, and all else follows
 * from the command and from what only its owner's commands change, so that after a restart the same
 * is found again. For one thread.
 */
final class Steps {

  private final Outcomes outcomes;
  private final UnfinishedCommands unfinished;
  private final DecisionContext.Numbers numbers;
  private final int size;
  private @Nullable Work work;

  /**
   * The command in hand and what is known of it. One at a time: it is large.
   *
   * @param deliberation null once there is a decision
   */
  private record Work(
      UUID commandId, @Nullable Deliberation deliberation, @Nullable Decision decision) {}

  /** Steps of {@code size}, as {@link Capability.Handler#size} counts, and so many events. */
  Steps(
      Outcomes outcomes, UnfinishedCommands unfinished, DecisionContext.Numbers numbers, int size) {
    this.outcomes = outcomes;
    this.unfinished = unfinished;
    this.numbers = numbers;
    this.size = size;
  }

  /**
   * Whether a command that has not been decided is too large for one step. What takes effect must
   * have a key that is remembered, since its first answer is needed for the rest.
   */
  boolean isLarge(Part<?, ?> part, CommandEnvelope envelope) {
    return part.size(envelope) > size && (envelope.isRepeatable() || part.isQuestion(envelope));
  }

  /** Does the next step of an unfinished command. */
  Step next(Part<?, ?> part, CommandEnvelope envelope, Entry entry) {
    if (work == null || !work.commandId().equals(envelope.commandId())) {
      work = new Work(envelope.commandId(), begin(part, envelope, entry), null);
    }
    Decision decision = work.decision();
    return decision == null
        ? decide(envelope, Objects.requireNonNull(work.deliberation()))
        : evolve(part, envelope, entry, decision);
  }

  private Step decide(CommandEnvelope envelope, Deliberation deliberation) {
    Decision decision = deliberation.step(size);
    if (decision != null) {
      work = new Work(envelope.commandId(), null, decision);
    }
    return new Step(0, List.of(), null);
  }

  private Step evolve(Part<?, ?> part, CommandEnvelope envelope, Entry entry, Decision decision) {
    int place = entry.done();
    int end = Math.min(decision.events().size(), place + size);
    List<Event> events = decision.events().subList(place, end);
    Outcome outcome = decision.outcome(envelope.commandId());
    if (place == 0) {
      // With the first part, so that what does not fit is found before anything has happened.
      outcomes.remember(part, envelope, outcome, !events.isEmpty());
    }
    part.evolve(events);
    if (end < decision.events().size()) {
      unfinished.advance(entry.done(end));
      return new Step(place, events, null);
    }
    unfinished.end(entry);
    forget();
    return new Step(place, events, outcome);
  }

  /** Forgets what is known of the command in hand. */
  void forget() {
    work = null;
  }

  private Deliberation begin(Part<?, ?> part, CommandEnvelope envelope, Entry entry) {
    DecisionContext context =
        new DecisionContext(envelope.commandId(), envelope.acceptedAt(), envelope.actor(), numbers);
    StoredOutcome outcome = entry.done() == 0 ? null : outcomes.of(Outcomes.key(envelope));
    Fact known = outcome == null ? null : outcome.fact();
    if (entry.done() > 0 && known == null) {
      throw new IllegalStateException("nothing is known of the first part of " + entry);
    }
    return part.deliberate(envelope, context, known);
  }
}
