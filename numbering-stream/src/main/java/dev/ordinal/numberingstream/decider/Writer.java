package dev.ordinal.numberingstream.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.Bulk;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of the owners of one partition: duplicate check, decision and state in one
 * step, over tables that commit together. Pure but for its tables. For one thread.
 *
 * <p>An exception out of here is a bug. What had been changed by then must not stay: the caller
 * gives it tables of a {@link UnitOfWork}.
 */
public final class Writer {

  /** See {@link Steps}: some 50 ms of work. */
  private static final int STEP = 2_000;

  /** How far the clocks of API and writer may differ before it is taken for wrong. */
  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

  private final Outcomes outcomes;
  private final Sequences sequences;
  private final Deadlines deadlines;
  private final List<Part<?, ?>> parts;
  private final UnfinishedCommands unfinished;
  private final Steps steps;
  private final List<? extends Capability<?, ?>> capabilities;
  private final Table.Source tables;
  private @Nullable BulkWriter bulks;

  /**
   * What a command, or a step of it, led to.
   *
   * @param place of the first of the events among all of the command's, from 0
   * @param events what happened now, in order: what a deadline that had passed led to, then what
   *     the command led to, which is nothing for a repeat and mostly nothing for a rejection
   * @param outcome for the asker, with the last step; null before
   */
  public record Step(int place, List<Event> events, @Nullable Outcome outcome) {

    /** The outcome of a command that is decided in one go, or of the last step. */
    public Outcome decided() {
      return Objects.requireNonNull(outcome, "the command is not decided yet");
    }
  }

  /** A writer over one partition's tables. */
  public Writer(List<? extends Capability<?, ?>> capabilities, Table.Source tables) {
    this(capabilities, tables, STEP);
  }

  /**
   * A writer over one partition's tables.
   *
   * @param step how much of a large command is done in one step, 1 or more: rows, or events
   */
  public Writer(List<? extends Capability<?, ?>> capabilities, Table.Source tables, int step) {
    this.outcomes = new Outcomes(tables);
    this.sequences = new Sequences(tables);
    this.deadlines = Deadlines.open(tables);
    this.parts = new ArrayList<>();
    capabilities.forEach(capability -> parts.add(Part.open(capability, tables, sequences)));
    this.unfinished = new UnfinishedCommands(tables);
    this.capabilities = capabilities;
    this.tables = tables;
    this.steps = new Steps(outcomes, unfinished, sequences::next, step);
  }

  /**
   * Decides a command once, and tells a repeat what was decided.
   *
   * @param now the writer's clock: a command that claims to be of later ends no deadline before
   * @throws IllegalStateException on a bug; what was changed until then must not stay
   */
  public Step decide(CommandEnvelope envelope, Instant now) {
    if (envelope.command() instanceof Bulk bulk) {
      return bulks().decide(envelope, bulk, now);
    }
    StoredOutcome known = outcomes.of(Outcomes.key(envelope));
    if (known != null) {
      return new Step(0, List.of(), repeat(envelope, known));
    }
    Part<?, ?> part = partFor(envelope.command());
    List<Event> events = new ArrayList<>(expireBefore(part, envelope, now));
    Decision decision = part.decide(envelope, context(envelope));
    Outcome outcome = decision.outcome(envelope.commandId());
    outcomes.remember(part, envelope, outcome, !decision.events().isEmpty());
    part.evolve(decision.events());
    events.addAll(decision.events());
    return new Step(0, events, outcome);
  }

  /** Whether a command is to be decided and is too large for one step. */
  public boolean isLarge(CommandEnvelope envelope) {
    return !(envelope.command() instanceof Bulk)
        && steps.isLarge(partFor(envelope.command()), envelope)
        && outcomes.of(Outcomes.key(envelope)) == null;
  }

  /**
   * Keeps a command in place of {@link #decide}, because it is large, or because another of its
   * owner is kept.
   *
   * @param offset its place in the command topic
   * @param command the command as it came, for after a restart
   */
  public UnfinishedCommands.Entry keep(CommandEnvelope envelope, long offset, byte[] command) {
    return unfinished.begin(envelope.command().owner(), offset, command);
  }

  /**
   * Does the next step of the first command that is kept of an owner. Nothing else of this owner
   * may be decided before its last step, neither commands nor deadlines; all of others may.
   *
   * @param now see {@link #decide}
   * @throws IllegalStateException on a bug; what was changed in this step must not stay
   */
  public Step step(CommandEnvelope envelope, UnfinishedCommands.Entry entry, Instant now) {
    if (entry.done() > 0 || isLarge(envelope)) {
      return steps.next(partFor(envelope.command()), envelope, entry);
    }
    Step step = decide(envelope, now);
    unfinished.end(entry);
    return step;
  }

  /** Gives up a command of which no event has happened. */
  public void giveUp(UnfinishedCommands.Entry entry) {
    unfinished.end(entry);
    steps.forget();
  }

  /** The commands that are unfinished. */
  public UnfinishedCommands unfinished() {
    return unfinished;
  }

  /**
   * Defines those of {@code defaults} that are not defined, once and for all.
   *
   * @param now when it is
   * @return what happened
   */
  public List<Event> define(Collection<SeriesDefinition> defaults, Instant now) {
    List<Event> events = new ArrayList<>();
    for (SeriesDefinition definition : defaults) {
      String code = definition.code();
      if (sequences.series(code) == null) {
        UUID id = UUID.nameUUIDFromBytes(("default series " + code).getBytes(UTF_8));
        events.add(new SeriesDefined(code, definition, true, now, CommandEnvelope.SYSTEM, id));
        sequences.series(new SeriesState(definition, false));
      }
    }
    return events;
  }

  /**
   * The deadlines that have passed, the earliest first.
   *
   * @param passed the time of the partition, see {@link PartitionClock}
   * @param limit how many at most
   */
  public List<Deadline> due(Instant passed, int limit) {
    return deadlines.due(passed, limit);
  }

  /** When the earliest deadline is that was not acted on; null if there is none. */
  public @Nullable Instant earliestDeadline() {
    Deadline earliest = deadlines.earliest();
    return earliest == null ? null : earliest.at();
  }

  /**
   * Does what follows from a deadline that has passed.
   *
   * @param deadline one that is {@link #due}; once this is done it is no longer
   * @param now the writer's clock: when this is noticed, and from when what follows lasts
   * @return what happened, in order
   * @throws IllegalStateException on a bug; what was changed until then must not stay
   */
  public List<Event> expire(Deadline deadline, Instant now) {
    return expire(partFor(deadline), deadline, now);
  }

  private List<Event> expireBefore(Part<?, ?> part, CommandEnvelope envelope, Instant now) {
    Deadline deadline = part.deadlineOf(envelope);
    Instant accepted = envelope.acceptedAt();
    Instant asked =
        accepted.minus(CLOCK_TOLERANCE).isAfter(now) ? now.plus(CLOCK_TOLERANCE) : accepted;
    return deadline != null && deadline.isDue(asked) ? expire(part, deadline, asked) : List.of();
  }

  private List<Event> expire(Part<?, ?> part, Deadline deadline, Instant now) {
    List<Event> events =
        part.handler()
            .onDeadline(
                deadline,
                new DecisionContext(deadline.id(), now, CommandEnvelope.SYSTEM, sequences::next));
    part.evolve(events);
    if (events.isEmpty() || deadlines.isSet(deadline)) {
      throw new IllegalStateException(deadline + " was acted on and is still set");
    }
    return events;
  }

  private DecisionContext context(CommandEnvelope envelope) {
    return new DecisionContext(
        envelope.commandId(), envelope.acceptedAt(), envelope.actor(), sequences::next);
  }

  private Outcome repeat(CommandEnvelope envelope, StoredOutcome known) {
    if (!known.fingerprint().equals(envelope.fingerprint())) {
      Rejection reused =
          Rejection.of(
              CommonRejection.IDEMPOTENCY_KEY_REUSED,
              "the key %s came before, with another request (command %s)"
                  .formatted(envelope.idempotencyKey(), known.decided()));
      return Outcome.of(envelope.commandId(), null, reused);
    }
    StoredOutcome.Former former = known.former();
    Fact fact =
        former == null ? known.fact() : partFor(envelope.command()).factOf(envelope, former);
    return new Outcome(envelope.commandId(), true, fact, known.rejection());
  }

  /** Made when it is needed: it holds a writer of its own, over the same tables. */
  private BulkWriter bulks() {
    if (bulks == null) {
      bulks = new BulkWriter(capabilities, tables);
    }
    return bulks;
  }

  private Part<?, ?> partFor(Command command) {
    return parts.stream()
        .filter(part -> part.capability().commands().isInstance(command))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody decides " + command.getClass()));
  }

  private Part<?, ?> partFor(Deadline deadline) {
    return parts.stream()
        .filter(part -> part.capability().deadlines().contains(deadline.what()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("nobody acts on " + deadline));
  }
}
