package dev.ordinal.numberingstream.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.numberingstream.decider.Capability.Handler;
import dev.ordinal.numberingstream.decider.Capability.NumberRequest;
import dev.ordinal.numberingstream.decider.Sequences.Offer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The single writer of the owners of one partition: duplicate check, decision and state in one
 * step, over tables that commit together. Pure but for its tables. For one thread.
 *
 * <p>An exception out of here is a bug. What had been changed by then must not stay: the caller
 * gives it tables of a {@link UnitOfWork}.
 */
public final class Writer {

  /** How far the clocks of API and writer may differ before it is taken for wrong. */
  static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(1);

  private final Outcomes outcomes;
  private final Sequences sequences;
  private final Deadlines deadlines;
  private final List<Part<?, ?>> parts;

  /** A capability with its open handler; keeps the two type parameters together. */
  private record Part<C extends Command, E extends Event>(
      Capability<C, E> capability, Handler<C, E> handler) {

    static <C extends Command, E extends Event> Part<C, E> open(
        Capability<C, E> capability, Table.Source tables) {
      return new Part<>(capability, capability.open(tables));
    }

    @Nullable NumberRequest numberFor(CommandEnvelope envelope) {
      return handler.numberFor(command(envelope), envelope.acceptedAt());
    }

    Decision decide(CommandEnvelope envelope, DecisionContext context) {
      return handler.decide(command(envelope), context);
    }

    Decision withoutNumber(CommandEnvelope envelope, Rejection why, DecisionContext context) {
      return handler.withoutNumber(command(envelope), why, context);
    }

    boolean isQuestion(CommandEnvelope envelope) {
      return handler.isQuestion(command(envelope));
    }

    List<Event> recall(CommandEnvelope envelope, DecisionContext first) {
      return handler.recall(command(envelope), first);
    }

    boolean isKept(CommandEnvelope envelope) {
      return handler.isKept(command(envelope));
    }

    @Nullable Deadline deadlineOf(CommandEnvelope envelope) {
      return handler.deadlineOf(command(envelope));
    }

    void evolve(Event event) {
      handler.evolve(capability.events().cast(event));
    }

    private C command(CommandEnvelope envelope) {
      return capability.commands().cast(envelope.command());
    }
  }

  /**
   * What a command led to.
   *
   * @param reply for the asker
   * @param events what happened now, in order: what a deadline that had passed led to, then what
   *     the command led to, which is nothing for a repeat and mostly nothing for a rejection
   */
  public record Ruling(Reply reply, List<Event> events) {}

  /** A writer over one partition's tables. */
  public Writer(List<? extends Capability<?, ?>> capabilities, Table.Source tables) {
    this.outcomes = new Outcomes(tables);
    this.sequences = new Sequences(tables);
    this.deadlines = Deadlines.open(tables);
    this.parts = new ArrayList<>();
    capabilities.forEach(capability -> parts.add(Part.open(capability, tables)));
  }

  /** Every table that a writer with these capabilities opens, each once. */
  public static List<Table.Spec<?>> tables(List<? extends Capability<?, ?>> capabilities) {
    return Stream.of(
            Outcomes.TABLES.stream(),
            Stream.of(Sequences.LAST, Sequences.SERIES, Deadlines.TABLE),
            capabilities.stream().flatMap(capability -> capability.tables().stream()))
        .flatMap(tables -> tables)
        .<Table.Spec<?>>map(table -> table)
        .distinct()
        .toList();
  }

  /**
   * Decides a command once, and tells a repeat what was decided.
   *
   * @param now the writer's clock: a command that claims to be of later ends no deadline before
   * @throws IllegalStateException on a bug; what was changed until then must not stay
   */
  public Ruling decide(CommandEnvelope envelope, Instant now) {
    String key = Table.key(envelope.command().owner(), envelope.idempotencyKey());
    Outcome known = outcomes.of(key);
    if (known != null) {
      return repeat(envelope, known);
    }
    Part<?, ?> part = partFor(envelope.command());
    List<Event> events = new ArrayList<>(expireBefore(part, envelope, now));
    NumberRequest request = part.numberFor(envelope);
    Offer offer = request == null ? null : sequences.next(request);
    DecisionContext context =
        new DecisionContext(
            envelope.commandId(), envelope.acceptedAt(), envelope.actor(), numberOf(offer));
    Decision decision =
        offer instanceof Offer.None none
            ? part.withoutNumber(envelope, none.why(), context)
            : part.decide(envelope, context);
    Reply reply = record(part, key, envelope, offer, decision);
    events.addAll(decision.events());
    return new Ruling(reply, events);
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
                deadline, new DecisionContext(deadline.id(), now, CommandEnvelope.SYSTEM, null));
    evolve(part, events);
    if (events.isEmpty() || deadlines.isSet(deadline)) {
      throw new IllegalStateException(deadline + " was acted on and is still set");
    }
    return events;
  }

  private Reply record(
      Part<?, ?> part,
      String key,
      CommandEnvelope envelope,
      @Nullable Offer offer,
      Decision decision) {
    Rejection rejection = decision instanceof Decision.Rejected no ? no.rejection() : null;
    boolean kept = rejection == null && (offer instanceof Offer.None || part.isKept(envelope));
    Outcomes.Memory memory = memory(part, envelope, decision);
    List<Event> told = decision instanceof Decision.Accepted yes ? yes.toldEvents() : List.of();
    evolve(part, decision.events());
    outcomes.remember(
        key,
        new Outcome(
            envelope.fingerprint(),
            envelope.commandId(),
            envelope.acceptedAt(),
            envelope.actor(),
            numberOf(offer),
            kept ? told : null,
            rejection),
        memory);
    return new Reply(envelope.commandId(), false, told, rejection);
  }

  private static @Nullable NextNumber numberOf(@Nullable Offer offer) {
    return offer instanceof Offer.Next next ? next.number() : null;
  }

  private static Outcomes.Memory memory(
      Part<?, ?> part, CommandEnvelope envelope, Decision decision) {
    if (!envelope.isRepeatable() || Outcomes.isTriedAgain(decision)) {
      return Outcomes.Memory.NONE;
    }
    return decision instanceof Decision.Rejected || part.isQuestion(envelope)
        ? Outcomes.Memory.A_WHILE
        : Outcomes.Memory.FOR_GOOD;
  }

  private void evolve(Part<?, ?> part, List<Event> events) {
    for (Event event : events) {
      if (event instanceof NumberIssued issued) {
        sequences.evolve(issued);
      }
      part.evolve(event);
    }
  }

  private Ruling repeat(CommandEnvelope envelope, Outcome known) {
    if (!known.fingerprint().equals(envelope.fingerprint())) {
      Rejection reused =
          Rejection.of(
              CommonRejection.IDEMPOTENCY_KEY_REUSED,
              "the key %s came before, with another request (command %s)"
                  .formatted(envelope.idempotencyKey(), known.commandId()));
      return new Ruling(new Reply(envelope.commandId(), false, List.of(), reused), List.of());
    }
    return new Ruling(
        new Reply(envelope.commandId(), true, eventsOf(envelope, known), known.rejection()),
        List.of());
  }

  private List<Event> eventsOf(CommandEnvelope envelope, Outcome known) {
    if (known.rejection() != null) {
      return List.of();
    }
    return known.events() != null
        ? known.events()
        : partFor(envelope.command()).recall(envelope, known.context());
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
