package dev.ordinal.orderapi.numbers;

import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.numbers.NumberView.EventView;
import dev.ordinal.orderapi.numbers.NumberView.Given;
import dev.ordinal.orderapi.numbers.NumberView.Neighbour;
import dev.ordinal.orderapi.numbers.NumberView.NotGiven;
import dev.ordinal.orderapi.numbers.NumberView.Reason;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the read model knew at one moment of a sequence, of those next to it, and of their scope.
 *
 * @param sequence the one asked about
 * @param last the last sequence of the scope, given or skipped; one below the start if none was
 * @param given those of the three that were given
 * @param skips the stretches that any of the three lie in
 */
record Scope(
    SeriesDefinition series,
    String period,
    long sequence,
    long last,
    List<GivenRow> given,
    List<SkipRow> skips) {

  /**
   * What became of the number that is written {@code text}.
   *
   * @throws ProblemException {@code read-model-unavailable} if the read model is behind the log
   */
  NumberView explain(String text) {
    Neighbour before = neighbour(sequence - 1);
    Neighbour after = neighbour(sequence + 1);
    GivenRow row = given(sequence).orElse(null);
    if (row != null && row.number().equals(text)) {
      return new Given(
          text,
          true,
          row.how(),
          series.code(),
          period,
          sequence,
          row.kind(),
          row.name(),
          row.thing(),
          row.command(),
          row.event(),
          before,
          after);
    }
    Reason reason = row != null || isBeyondTheEnd(sequence) ? Reason.MISFIT : reason(sequence);
    EventView event =
        reason == Reason.SKIPPED ? skip(sequence).map(SkipRow::event).orElse(null) : null;
    return new NotGiven(
        text, false, series.code(), period, sequence, reason, detail(reason), event, before, after);
  }

  private @Nullable Neighbour neighbour(long next) {
    Optional<GivenRow> row = given(next);
    if (row.isPresent()) {
      return new Neighbour(row.get().number(), true, null);
    }
    if (isBeyondTheEnd(next)) {
      return null;
    }
    Reason reason = reason(next);
    return reason == Reason.BEFORE_START ? null : new Neighbour(print(next), false, reason);
  }

  /** Why a sequence that was not given was not. */
  private Reason reason(long wanted) {
    if (wanted > last) {
      return Reason.NOT_YET;
    }
    if (skip(wanted).isPresent()) {
      return Reason.SKIPPED;
    }
    if (wanted < series.start()) {
      return Reason.BEFORE_START;
    }
    throw ApiProblem.READ_MODEL_UNAVAILABLE.because(
        "the read model has not heard of sequence %d of %s%s: it is behind the log, or older than its table of numbers and to be rebuilt"
            .formatted(wanted, series.code(), inPeriod()));
  }

  private String detail(Reason reason) {
    return switch (reason) {
      case SKIPPED -> skip(sequence).map(SkipRow::detail).orElse("");
      case NOT_YET ->
          last < series.start()
              ? "no number of %s%s has been given".formatted(series.code(), inPeriod())
              : "%s has come to sequence %d%s".formatted(series.code(), last, inPeriod());
      case BEFORE_START ->
          "the first sequence of %s is %d".formatted(series.code(), series.start());
      case MISFIT ->
          given(sequence)
              .map(row -> "the number with this sequence was printed as " + row.number())
              .orElseGet(
                  () ->
                      "%s ends at sequence %d"
                          .formatted(series.code(), NumberPattern.of(series).end()));
      case UNKNOWN_SERIES -> throw new IllegalStateException("a scope has a series");
    };
  }

  private String inPeriod() {
    return period.isEmpty() ? "" : " in period " + period;
  }

  /** How the series would print it; null if that shows more of the date than its period tells. */
  private @Nullable String print(long wanted) {
    return NumberPattern.of(series).print(period, wanted);
  }

  private boolean isBeyondTheEnd(long wanted) {
    return wanted > NumberPattern.of(series).end();
  }

  private Optional<GivenRow> given(long wanted) {
    return given.stream().filter(row -> row.sequence() == wanted).findFirst();
  }

  private Optional<SkipRow> skip(long wanted) {
    return skips.stream().filter(skip -> skip.covers(wanted)).findFirst();
  }
}
