package dev.ordinal.orderapi.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SequenceViewTest {

  private static final Instant NOW = Instant.parse("2026-11-26T10:15:30Z");
  private static final long LAST = 999_999_999_999_999_999L;

  @Test
  void theNextNumberIsShownAsItWouldBePrintedNow() {
    assertThat(next("N-{seq:3}", Reset.NEVER, "")).isEqualTo("N-006");
    assertThat(next("N-{yyyy}-{seq:3}", Reset.NEVER, "")).isEqualTo("N-2026-006");
    assertThat(next("N-{yyyy}-{MM}-{seq:3}", Reset.YEARLY, "2026")).isEqualTo("N-2026-11-006");
  }

  @Test
  void ofAnotherPeriodItIsShownWhereThePeriodTellsTheWholeDate() {
    assertThat(next("N-{yyyy}-{seq:3}", Reset.YEARLY, "2010")).isEqualTo("N-2010-006");
    assertThat(next("N-{yyyy}-{MM}-{seq:3}", Reset.YEARLY, "2010")).isNull();
  }

  @Test
  void atTheEndNothingComesNextAndNothingRemains() {
    for (Overflow overflow : Overflow.values()) {
      SequenceView end = view(series("N-{seq:18}", Reset.NEVER, overflow, 1), "", LAST);
      assertThat(end.next()).isNull();
      assertThat(end.remaining()).isZero();
    }
    SequenceView wide = view(series("N-{seq:2}", Reset.NEVER, Overflow.WIDEN, 1), "", 99);
    assertThat(wide.next()).isEqualTo("N-100");
    assertThat(wide.remaining()).isZero();
  }

  @Test
  void aSeriesOfBeforeThatBeginsAboveTheLastSequenceHasNone() {
    SeriesDefinition series = series("N-{seq:4}", Reset.NEVER, Overflow.WIDEN, Long.MAX_VALUE);
    SequenceView view = view(series, "", 0);
    assertThat(view.current()).isEqualTo(Long.MAX_VALUE - 1);
    assertThat(view.next()).isNull();
    assertThat(view.remaining()).isZero();
  }

  @Test
  void aSequenceThatWasMovedBelowTheStartComesToTheStartNext() {
    SequenceView view = view(series("N-{seq:4}", Reset.NEVER, Overflow.WIDEN, 1_000), "", 100);
    assertThat(view.next()).isEqualTo("N-1000");
  }

  private static @Nullable String next(String pattern, Reset reset, String period) {
    return view(series(pattern, reset, Overflow.WIDEN, 1), period, 5).next();
  }

  private static SequenceView view(SeriesDefinition series, String period, long last) {
    return SequenceView.of(series, period, last, null, NOW);
  }

  private static SeriesDefinition series(
      String pattern, Reset reset, Overflow overflow, long start) {
    return new SeriesDefinition(
        "N", SeriesKind.ORDER, pattern, reset, ZoneOffset.UTC, overflow, start);
  }
}
