package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.RejectionCode;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.series.SeriesRejection;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The counters: one for each series and period, so that a late command takes the next number of its
 * own period and leaves the current one alone. For one thread.
 */
public final class Sequences {

  /** The last sequence of each scope; the key is series and period. */
  public static final Table.Spec<LastSequence> LAST =
      new Table.Spec<>("sequences", LastSequence.class);

  /** The definition of each series; the key is the code. */
  public static final Table.Spec<SeriesState> SERIES =
      new Table.Spec<>("series", SeriesState.class);

  /** The last sequence given, or skipped, in a scope. */
  public record LastSequence(long sequence) {}

  private final Table<SeriesState> series;
  private final Table<LastSequence> last;

  /** Parsed once; there are as many as definitions that were in force since the start. */
  private final Map<SeriesDefinition, NumberPattern> patterns = new HashMap<>();

  public Sequences(Table.Source tables) {
    this.series = tables.open(SERIES);
    this.last = tables.open(LAST);
  }

  /** The series with this code; null if there is none. */
  public @Nullable SeriesState series(String code) {
    return series.get(code);
  }

  /** Sets the series' state. */
  public void series(SeriesState state) {
    series.put(state.definition().code(), state);
  }

  /** The last sequence of a scope, given or skipped; one below the start if none reaches it. */
  public long last(SeriesDefinition definition, String period) {
    LastSequence stored = last.get(Table.key(definition.code(), period));
    long belowStart = definition.start() - 1;
    return stored == null ? belowStart : Math.max(belowStart, stored.sequence());
  }

  /** What a command that asks for a number would get now, see {@link DecisionContext.Numbers}. */
  Offer next(String code, SeriesKind kind, Instant time) {
    SeriesState state = series.get(code);
    if (state == null) {
      return none(CommonRejection.UNKNOWN_SERIES, "there is no series " + code);
    }
    SeriesDefinition definition = state.definition();
    if (definition.kind() != kind) {
      return none(
          SeriesRejection.WRONG_SERIES_KIND,
          "the numbers of %s are not for this but for kind %s"
              .formatted(definition.code(), definition.kind()));
    }
    NumberPattern pattern = pattern(definition);
    String period = pattern.period(time);
    long last = last(definition, period);
    if (last >= pattern.end()) {
      return none(
          SeriesRejection.SERIES_EXHAUSTED,
          "the last number of %s in period '%s' has been given or skipped"
              .formatted(definition.code(), period));
    }
    long sequence = last + 1;
    String number = pattern.format(time, sequence);
    return new Offer.Next(new NextNumber(definition.code(), period, sequence, number));
  }

  /**
   * Moves the last sequence of a scope, leaving out what lies between. A series that has moved is
   * used: with another start, what was left out would no longer be what its event says.
   *
   * @throws IllegalStateException when it stands elsewhere than at {@code before}, or would go back
   */
  public void move(String code, String period, long before, long after) {
    SeriesState state = series.get(code);
    if (state == null || last(state.definition(), period) != before || after < before) {
      throw new IllegalStateException(
          "%s in '%s' cannot go from %d to %d".formatted(code, period, before, after));
    }
    if (after > before) {
      put(state, period, after);
    }
  }

  /** The pattern of a definition. */
  public NumberPattern pattern(SeriesDefinition definition) {
    return patterns.computeIfAbsent(definition, NumberPattern::of);
  }

  /**
   * Takes the event's sequence.
   *
   * @throws IllegalStateException when it is not the last one plus one (I1, I2)
   */
  void evolve(NumberIssued event) {
    SeriesState state = series.get(event.series());
    if (state == null) {
      throw new IllegalStateException(event.number() + " belongs to no series");
    }
    long before = last(state.definition(), event.period());
    if (event.sequence() - 1 != before) {
      throw new IllegalStateException(
          "%s takes sequence %d after %d".formatted(event.number(), event.sequence(), before));
    }
    put(state, event.period(), event.sequence());
  }

  private void put(SeriesState state, String period, long sequence) {
    last.put(Table.key(state.definition().code(), period), new LastSequence(sequence));
    if (!state.used()) {
      series(new SeriesState(state.definition(), true));
    }
  }

  private static Offer none(RejectionCode code, String detail) {
    return new Offer.None(Rejection.of(code, detail));
  }
}
