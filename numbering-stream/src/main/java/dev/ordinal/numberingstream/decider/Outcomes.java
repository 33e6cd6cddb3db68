package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Families;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of decided commands, by idempotency key. What took effect is remembered for
 * good, since its repeat must never take effect again. A refusal, or the answer to a question, is
 * remembered for {@link #A_WHILE}; then a repeat is decided anew. For one thread.
 */
final class Outcomes {

  /**
   * Longer than the commands are kept (7 days), so that commands that are read again meet the
   * outcomes of the first time; and longer than gateways repeat themselves (3 days).
   */
  static final Duration A_WHILE = Duration.ofDays(10);

  /** What is forgotten at one go: more than is added, so that the table shrinks to what counts. */
  private static final int FORGOTTEN_AT_ONCE = 2;

  private static final Table.Spec<StoredOutcome> FOR_GOOD =
      new Table.Spec<>("outcomes", StoredOutcome.class);

  private static final Table.Spec<StoredOutcome> FOR_A_WHILE =
      new Table.Spec<>("recent-outcomes", StoredOutcome.class);

  private static final Table.Spec<Remembered> BY_TIME =
      new Table.Spec<>("recent-outcomes-by-time", Remembered.class);

  private final Table<StoredOutcome> forGood;
  private final Table<StoredOutcome> forAWhile;
  private final Table<Remembered> byTime;

  /** An entry of the index of what is remembered for a while, in the order of time. */
  record Remembered(String key) {}

  Outcomes(Table.Source tables) {
    this.forGood = tables.open(FOR_GOOD);
    this.forAWhile = tables.open(FOR_A_WHILE);
    this.byTime = tables.open(BY_TIME);
  }

  /** The key under which a command's outcome is. */
  static String key(CommandEnvelope envelope) {
    return Table.key(envelope.command().owner(), envelope.idempotencyKey());
  }

  /** The outcome that a repeat of this key gets; null if it is to be decided. */
  @Nullable StoredOutcome of(String key) {
    StoredOutcome outcome = forGood.get(key);
    if (outcome == null) {
      return forAWhile.get(key);
    }
    // An earlier version remembered every rejection for good.
    Rejection rejection = outcome.rejection();
    return rejection == null || Families.isFinal(rejection.code()) ? outcome : null;
  }

  /**
   * Remembers what comes of a command whose key has no outcome.
   *
   * @param hasHappened whether anything has, be it of a refusal
   */
  void remember(Part<?, ?> part, CommandEnvelope envelope, Outcome outcome, boolean hasHappened) {
    Rejection rejection = outcome.rejection();
    // A refusal that changed nothing, for a reason that somebody can mend, is decided anew.
    boolean isTriedAgain = rejection != null && !hasHappened && !Families.isFinal(rejection.code());
    if (!envelope.isRepeatable() || isTriedAgain) {
      return;
    }
    String key = key(envelope);
    StoredOutcome stored = StoredOutcome.of(envelope.fingerprint(), outcome);
    if (rejection != null || part.isQuestion(envelope)) {
      rememberForAWhile(key, envelope.acceptedAt(), stored);
    } else {
      forGood.put(key, stored);
    }
  }

  private void rememberForAWhile(String key, Instant acceptedAt, StoredOutcome outcome) {
    forAWhile.put(key, outcome);
    byTime.put(Table.key(Deadline.sortable(acceptedAt), key), new Remembered(key));
    Instant before = acceptedAt.minus(A_WHILE);
    byTime
        .first(FORGOTTEN_AT_ONCE, Deadline.keyAfter(before))
        .forEach(
            (place, old) -> {
              forAWhile.remove(old.key());
              byTime.remove(place);
            });
  }
}
