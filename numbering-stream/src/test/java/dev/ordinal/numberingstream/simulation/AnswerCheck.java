package dev.ordinal.numberingstream.simulation;

import static dev.ordinal.numberingstream.simulation.Promise.ONE_ANSWER;
import static dev.ordinal.numberingstream.simulation.Promise.ONE_OUTCOME;
import static dev.ordinal.numberingstream.simulation.Promise.TOLD_IS_COMMITTED;
import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.numberingstream.simulation.Step.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers are told: I3, I4 and I6. */
final class AnswerCheck {

  /** See ADR 19; less what the callers' clock may be ahead at one time and behind at another. */
  private static final Duration REMEMBERED =
      Duration.ofDays(10).minus(Callers.LONGEST_LEAP.multipliedBy(2));

  private static final Set<String> TRIED_AGAIN =
      Set.of(
          "unknown-series",
          "wrong-series-kind",
          "series-exhausted",
          "invalid-period",
          "import-refused");

  private final Violations violations;

  /** By partition and offset of their commands. */
  private final Map<String, Answer> committed = new HashMap<>();

  /** By owner and idempotency key, the answer that repeats must get. */
  private final Map<String, Answer> first = new HashMap<>();

  private final Map<String, String> numbers = new HashMap<>();
  private final Set<Fact> facts = new HashSet<>();

  AnswerCheck(Violations violations) {
    this.violations = violations;
  }

  /** What has happened: a key has one number. */
  void check(Step step) {
    // One after the other, a deadline that had passed and the command.
    step.events().stream()
        .collect(groupingBy(Event::commandId))
        .values()
        .forEach(events -> facts.add(requireNonNull(Event.factOf(events))));
    Sent sent = step.command();
    if (sent != null) {
      for (Event event : step.events()) {
        if (event instanceof NumberIssued issued) {
          String before = numbers.put(key(sent.envelope()), issued.number());
          require(before == null, ONE_ANSWER, step, "comes after", before);
        }
      }
    }
  }

  /** A committed outcome. */
  void check(int partition, Answer answer) {
    Answer before = committed.put(place(partition, answer), answer);
    require(before == null, ONE_OUTCOME, answer, "comes after", before);
    Outcome outcome = answer.outcome();
    if (outcome.status().equals("parked")) {
      require(answer.command().isMeantToFail(), Promise.NOTHING_PARKED, answer, "with", "no fault");
    } else if (answer.command().envelope().isRepeatable()) {
      repeated(answer, first.get(key(answer.command().envelope())));
    }
  }

  private void repeated(Answer answer, @Nullable Answer known) {
    CommandEnvelope envelope = answer.command().envelope();
    Outcome outcome = answer.outcome();
    boolean isReused = code(outcome).equals("idempotency-key-reused");
    boolean isNew = !outcome.replayed() && !isReused;
    if (known == null || isTriedAgain(known)) {
      require(isNew, ONE_ANSWER, answer, "comes after", "nothing");
      first.put(key(envelope), answer);
      return;
    }
    if (isNew && mayBeForgotten(known, envelope.acceptedAt())) {
      first.put(key(envelope), answer);
      return;
    }
    boolean isSame = known.command().envelope().fingerprint().equals(envelope.fingerprint());
    boolean isRight =
        isSame
            ? outcome.replayed()
                && Objects.equals(outcome.fact(), known.outcome().fact())
                && code(outcome).equals(code(known.outcome()))
            : isReused && !outcome.replayed();
    require(isRight, ONE_ANSWER, answer, "comes after", known);
  }

  /** Refused because of how the series are set up, and nothing came of it. */
  private static boolean isTriedAgain(Answer known) {
    boolean hasOrphans =
        known.command().envelope().command() instanceof RegisterTeam team
            && !team.uploads().isEmpty();
    return TRIED_AGAIN.contains(code(known.outcome())) && !hasOrphans;
  }

  private static boolean mayBeForgotten(Answer known, Instant now) {
    boolean isQuestion =
        known.command().envelope().command() instanceof ImportNumbers rows && rows.dryRun();
    boolean isForAWhile = known.outcome().rejection() != null || isQuestion;
    Instant end = known.command().envelope().acceptedAt().plus(REMEMBERED);
    return isForAWhile && now.isAfter(end);
  }

  /** A caller is told, which must be what is committed by then. */
  void told(int partition, Answer answer) {
    Answer known = committed.get(place(partition, answer));
    boolean isThere = known != null && known.outcome().equals(answer.outcome());
    require(isThere, TOLD_IS_COMMITTED, answer, "is told, and the log says", known);
  }

  /** When all is over: every command has its outcome, and what replies tell has happened. */
  void checkEnd(List<Partition> partitions) {
    for (Partition partition : partitions) {
      for (int offset = 0; offset < partition.commands.size(); offset++) {
        String place = place(partition.index, offset);
        Answer answer = committed.get(place);
        require(answer != null, ONE_OUTCOME, place, "was led to", null);
        boolean isThere = answer == null || isFact(answer.outcome().fact());
        require(isThere, TOLD_IS_COMMITTED, place, "is said to have led to", answer);
      }
    }
  }

  private boolean isFact(@Nullable Fact fact) {
    return fact == null || facts.contains(fact);
  }

  private static String code(Outcome outcome) {
    Rejection rejection = outcome.rejection();
    return rejection == null ? "" : rejection.code();
  }

  private static String key(CommandEnvelope envelope) {
    return envelope.command().owner() + "/" + envelope.idempotencyKey();
  }

  private static String place(int partition, Answer answer) {
    return place(partition, answer.offset());
  }

  private static String place(int partition, int offset) {
    return partition + "-" + offset;
  }

  private void require(
      boolean holds, Promise promise, Object one, String what, @Nullable Object other) {
    violations.check(holds, promise, () -> "%s %s %s".formatted(one, what, other));
  }
}
