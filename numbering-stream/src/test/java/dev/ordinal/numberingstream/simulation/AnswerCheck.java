package dev.ordinal.numberingstream.simulation;

import static dev.ordinal.numberingstream.simulation.Promise.ONE_ANSWER;
import static dev.ordinal.numberingstream.simulation.Promise.ONE_OUTCOME;
import static dev.ordinal.numberingstream.simulation.Promise.TOLD_IS_COMMITTED;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.teams.TeamCommand.RegisterTeam;
import dev.ordinal.numberingstream.simulation.Step.Answer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What callers are told: I3, I4 and I6. */
final class AnswerCheck {

  /** See ADR 19; less the longest leap of the callers' clock. */
  private static final Duration REMEMBERED = Duration.ofDays(10).minus(Callers.LONGEST_LEAP);

  private static final Set<String> TRIED_AGAIN =
      Set.of(
          "unknown-series",
          "wrong-series-kind",
          "series-exhausted",
          "invalid-period",
          "import-refused");

  private record Told(int partition, Answer answer) {}

  private final Violations violations;

  /** By partition and offset of their commands. */
  private final Map<String, Answer> committed = new HashMap<>();

  /** By owner and idempotency key, the answer that repeats must get. */
  private final Map<String, Answer> first = new HashMap<>();

  private final Map<String, String> numbers = new HashMap<>();
  private final Set<Event> events = new HashSet<>();
  private final List<Told> told = new ArrayList<>();

  AnswerCheck(Violations violations) {
    this.violations = violations;
  }

  /** What has happened: a key has one number. */
  void check(Step step) {
    events.addAll(step.events());
    Sent sent = step.command();
    if (sent != null) {
      for (Event event : step.events()) {
        if (event instanceof NumberIssued issued) {
          String before = numbers.put(key(sent.envelope()), issued.number());
          require(before == null, ONE_ANSWER, "%s, and %s before it", step, before);
        }
      }
    }
  }

  /** A committed reply. */
  void check(int partition, Answer answer) {
    Answer before = committed.put(place(partition, answer), answer);
    require(before == null, ONE_OUTCOME, "%s, and %s before it", answer, before);
    Reply reply = answer.reply();
    if (reply.status().equals("parked")) {
      require(answer.command().isMeantToFail(), Promise.NOTHING_PARKED, "%s", answer);
    } else if (answer.command().envelope().isRepeatable()) {
      repeated(answer, first.get(key(answer.command().envelope())));
    }
  }

  private void repeated(Answer answer, @Nullable Answer known) {
    CommandEnvelope envelope = answer.command().envelope();
    Reply reply = answer.reply();
    boolean isReused = code(reply).equals("idempotency-key-reused");
    boolean isNew = !reply.replayed() && !isReused;
    if (known == null || isTriedAgain(known)) {
      require(isNew, ONE_ANSWER, "%s, and nothing is remembered", answer);
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
            ? reply.replayed()
                && reply.events().equals(known.reply().events())
                && code(reply).equals(code(known.reply()))
            : isReused && !reply.replayed();
    require(isRight, ONE_ANSWER, "%s, and %s before it", answer, known);
  }

  /** Refused because of how the series are set up, and nothing came of it. */
  private static boolean isTriedAgain(Answer known) {
    boolean hasOrphans =
        known.command().envelope().command() instanceof RegisterTeam team
            && !team.uploads().isEmpty();
    return TRIED_AGAIN.contains(code(known.reply())) && !hasOrphans;
  }

  private static boolean mayBeForgotten(Answer known, Instant now) {
    boolean isQuestion =
        known.command().envelope().command() instanceof ImportNumbers rows && rows.dryRun();
    boolean isForAWhile = known.reply().rejection() != null || isQuestion;
    Instant end = known.command().envelope().acceptedAt().plus(REMEMBERED);
    return isForAWhile && now.isAfter(end);
  }

  /** A caller gets a reply. */
  void told(int partition, Answer answer) {
    told.add(new Told(partition, answer));
  }

  /** When all is over: every command has its outcome, and what was told is in the log. */
  void checkEnd(List<Partition> partitions) {
    for (Partition partition : partitions) {
      for (int offset = 0; offset < partition.commands.size(); offset++) {
        String place = place(partition.index, offset);
        require(committed.containsKey(place), ONE_OUTCOME, "nothing became of %s", place);
      }
    }
    for (Told one : told) {
      Answer answer = committed.get(place(one.partition(), one.answer()));
      boolean isThere =
          answer != null
              && answer.reply().equals(one.answer().reply())
              && events.containsAll(answer.reply().events());
      require(isThere, TOLD_IS_COMMITTED, "%s, and the log says %s", one, answer);
    }
  }

  private static String code(Reply reply) {
    Rejection rejection = reply.rejection();
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

  private void require(boolean holds, Promise promise, String what, @Nullable Object... details) {
    violations.check(holds, promise, () -> what.formatted(details));
  }
}
