package dev.ordinal.numberingstream.series;

import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Sequences;
import dev.ordinal.numberingstream.decider.Sequences.LastSequence;
import dev.ordinal.numberingstream.decider.SeriesState;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.numberingstream.orders.OrderExamples;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SeriesRulesTest {

  private static final String TODAY = "20251121";

  private final Writer writer = OrderExamples.writer(new InMemoryTables());
  private int commands;

  @Test
  void aDefinedSeriesGivesNumbersAndIsToldAsNew() {
    assertThat(rejection(ask(place("NEW", null, null)))).isEqualTo("unknown-series");
    Outcome defined = ask(new DefineSeries(series("NEW-{seq:2}", Reset.NEVER, Overflow.WIDEN, 7)));
    assertThat(((SeriesDefined) Objects.requireNonNull(defined.fact())).first()).isTrue();
    assertThat(number(ask(place("NEW", null, null)))).isEqualTo("NEW-07");
  }

  @Test
  void aNewPatternAppliesFromTheNextNumberOn() {
    assertThat(number(ask(place("GAM", null, null)))).isEqualTo("GAM-20251121-0001");
    SeriesDefinition gam = SeriesDefinition.defaults().get(0);
    Outcome changed = ask(new DefineSeries(withPattern(gam, "GAM-{yyyy}-{MM}-{dd}-N-{seq:6}")));
    assertThat(((SeriesDefined) Objects.requireNonNull(changed.fact())).first()).isFalse();
    assertThat(number(ask(place("GAM", null, null)))).isEqualTo("GAM-2025-11-21-N-000002");
  }

  @Test
  void aChangeThatCouldPrintANumberTwiceIsRefusedOnceNumbersWereGiven() {
    ask(new DefineSeries(series("NEW-{yyyy}-{seq:4}", Reset.YEARLY, Overflow.WIDEN, 1)));
    ask(new DefineSeries(series("NEW-{seq:4}", Reset.NEVER, Overflow.WIDEN, 1)));
    assertThat(number(ask(place("NEW", null, null)))).isEqualTo("NEW-0001");
    Outcome refused =
        ask(new DefineSeries(series("NEW-{yyyy}-{seq:4}", Reset.YEARLY, Overflow.WIDEN, 5)));
    assertThat(rejection(refused)).isEqualTo("series-in-use");
    assertThat(Objects.requireNonNull(refused.rejection()).detail())
        .contains("reset, start, the order of the tokens");
  }

  @Test
  void aPatternThatBreaksARuleIsRefused() {
    assertThat(rejection(ask(new DefineSeries(series("NEW-{yy}", Reset.NEVER, Overflow.WIDEN, 1)))))
        .isEqualTo("invalid-pattern");
  }

  @Test
  void aSeriesThatDoesNotWidenSaysWhenItIsExhausted() {
    ask(new DefineSeries(series("NEW-{seq:1}", Reset.NEVER, Overflow.REJECT, 9)));
    assertThat(number(ask(place("NEW", null, null)))).isEqualTo("NEW-9");
    assertThat(rejection(ask(place("NEW", null, null)))).isEqualTo("series-exhausted");
    ask(new DefineSeries(series("NEW-{seq:2}", Reset.NEVER, Overflow.REJECT, 9)));
    assertThat(number(ask(place("NEW", null, null)))).isEqualTo("NEW-10");
  }

  @Test
  void aSeriesOfAnotherKindGivesNoNumber() {
    assertThat(rejection(ask(place("BOQ", null, null)))).isEqualTo("wrong-series-kind");
  }

  @Test
  void aResetSkipsNumbersInAnEventThatSaysWhy() {
    ask(place("GAM", null, null));
    Outcome reset = ask(new ResetSequence("GAM", TODAY, 100, 1L, "a pad was lost"));
    SequenceReset event = (SequenceReset) Objects.requireNonNull(reset.fact());
    assertThat(event.before()).isEqualTo(1);
    assertThat(event.after()).isEqualTo(100);
    assertThat(number(ask(place("GAM", null, null)))).isEqualTo("GAM-20251121-0101");
  }

  @Test
  void afterAResetTheStartStaysSoThatNoNumberLiesBelowIt() {
    ask(new DefineSeries(series("NEW-{seq:4}", Reset.NEVER, Overflow.WIDEN, 1)));
    ask(new ResetSequence("NEW", "", 100, null, "the old pad goes on"));
    Outcome other = ask(new DefineSeries(series("NEW-{seq:4}", Reset.NEVER, Overflow.WIDEN, 1000)));
    assertThat(rejection(other)).isEqualTo("series-in-use");
    assertThat(number(ask(place("NEW", null, null)))).isEqualTo("NEW-0101");
  }

  @Test
  void aResetToWhereTheSequenceStandsChangesNothing() {
    ask(new DefineSeries(series("NEW-{seq:4}", Reset.NEVER, Overflow.WIDEN, 1)));
    ask(new ResetSequence("NEW", "", 0, null, "to be sure"));
    ask(new DefineSeries(series("NEW-{seq:4}", Reset.NEVER, Overflow.WIDEN, 1000)));
    assertThat(number(ask(place("NEW", null, null)))).isEqualTo("NEW-1000");
  }

  @Test
  void aSequenceOfBeforeThatWasMovedBelowTheStartBeginsAtTheStart() {
    SeriesDefinition definition = series("NEW-{seq:4}", Reset.NEVER, Overflow.WIDEN, 1000);
    InMemoryTables tables = new InMemoryTables();
    Writer old = OrderExamples.writer(tables);
    tables.open(Sequences.SERIES).put("NEW", new SeriesState(definition, false));
    tables.open(Sequences.LAST).put("NEW\0", new LastSequence(100));
    Outcome first = old.decide(envelope("k", place("NEW", null, null), 1), Instant.MAX).decided();
    assertThat(number(first)).isEqualTo("NEW-1000");
  }

  @Test
  void whatNoSequenceCanReachIsRefused() {
    for (Command command :
        List.of(
            new DefineSeries(
                series("NEW-{seq:4}", Reset.NEVER, Overflow.WIDEN, 1_000_000_000_000_000_000L)),
            new ResetSequence("GAM", TODAY, 1_000_000_000_000_000_000L, null, "oops"),
            new SyncSequence("GAM", TODAY, Long.MAX_VALUE, "oops"))) {
      assertThat(rejection(ask(command))).isEqualTo("sequence-out-of-range");
    }
    ask(new ResetSequence("GAM", TODAY, 999_999_999_999_999_999L, null, "the very end"));
    assertThat(rejection(ask(place("GAM", null, null)))).isEqualTo("series-exhausted");
  }

  @Test
  void ofTwoRacingResetsOneWinsAndTheOtherSeesThatTheSequenceMoved() {
    assertThat(ask(new ResetSequence("GAM", TODAY, 10, 0L, "one")).rejection()).isNull();
    Outcome late = ask(new ResetSequence("GAM", TODAY, 20, 0L, "two"));
    assertThat(rejection(late)).isEqualTo("sequence-moved");
    assertThat(Objects.requireNonNull(late.rejection()).members()).containsEntry("current", "10");
  }

  @Test
  void aResetBelowTheHighestNumberIsRefused() {
    ask(place("GAM", null, null));
    ask(place("GAM", null, null));
    assertThat(rejection(ask(new ResetSequence("GAM", TODAY, 1, null, "oops"))))
        .isEqualTo("would-reissue");
    assertThat(rejection(ask(new ResetSequence("GAM", "2025-11", 9, null, "oops"))))
        .isEqualTo("invalid-period");
    assertThat(rejection(ask(new ResetSequence("NOPE", "", 9, null, "oops"))))
        .isEqualTo("unknown-series");
  }

  @Test
  void aRepeatIsToldTheSameAlsoAfterMoreHasHappened() {
    Command reset = new ResetSequence("GAM", TODAY, 10, null, "one");
    Outcome first = writer.decide(envelope("r", reset, 1), Instant.MAX).decided();
    ask(new ResetSequence("GAM", TODAY, 20, null, "two"));
    Outcome again = writer.decide(envelope("r", reset, 2), Instant.MAX).decided();
    assertThat(again.replayed()).isTrue();
    assertThat(again.fact()).isEqualTo(first.fact());
  }

  @Test
  void defaultsAreDefinedOnce() {
    assertThat(writer.define(SeriesDefinition.defaults(), OrderExamples.ACCEPTED_AT)).isEmpty();
  }

  private Outcome ask(Command command) {
    return writer.decide(envelope("key" + commands++, command, 1), Instant.MAX).decided();
  }

  private static String number(Outcome reply) {
    return ((OrderFact.Placed) Objects.requireNonNull(reply.fact())).number();
  }

  private static @Nullable String rejection(Outcome reply) {
    return reply.rejection() == null ? null : reply.rejection().code();
  }

  private static SeriesDefinition series(
      String pattern, Reset reset, Overflow overflow, long start) {
    return new SeriesDefinition(
        "NEW", SeriesKind.ORDER, pattern, reset, ZoneId.of("UTC"), overflow, start);
  }

  private static SeriesDefinition withPattern(SeriesDefinition old, String pattern) {
    return new SeriesDefinition(
        old.code(), old.kind(), pattern, old.reset(), old.zone(), old.overflow(), old.start());
  }
}
