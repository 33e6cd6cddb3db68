package dev.ordinal.contracts.series;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Year;
import java.time.YearMonth;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/** The reset windows of a series, in its own zone. Immutable. */
final class Periods {

  /** A year beyond it has more than the four digits that patterns show. */
  private static final int LAST_YEAR = 9999;

  private final SeriesDefinition series;
  private final DateTimeFormatter form;

  Periods(SeriesDefinition series) {
    this.series = series;
    this.form =
        formatter(
            switch (series.reset()) {
              case NEVER -> "";
              case YEARLY -> "yyyy";
              case MONTHLY -> "yyyy-MM";
              case DAILY -> "yyyyMMdd";
            });
  }

  /** What a period tells of the date: the units that its series must show. */
  static List<String> units(Reset reset) {
    return switch (reset) {
      case NEVER -> List.of();
      case YEARLY -> List.of("yyyy");
      case MONTHLY -> List.of("yyyy", "MM");
      case DAILY -> List.of("yyyy", "MM", "dd");
    };
  }

  /** The period that {@code time} falls into; empty for never. */
  String of(Instant time) {
    return form.format(time.atZone(series.zone()));
  }

  /** Whether {@code text} is a period of the years 0 to 9999. */
  boolean contains(String text) {
    try {
      return begin(text) != null;
    } catch (DateTimeException e) {
      return false;
    }
  }

  /**
   * When a period begins; the epoch for a series that never resets.
   *
   * @throws DateTimeException if {@code text} is no period
   */
  Instant begin(String text) {
    LocalDate day =
        switch (series.reset()) {
          case NEVER -> LocalDate.EPOCH;
          case YEARLY -> Year.parse(text, form).atDay(1);
          case MONTHLY -> YearMonth.parse(text, form).atDay(1);
          case DAILY -> LocalDate.parse(text, form);
        };
    Instant begin = day.atStartOfDay(series.zone()).toInstant();
    // The second test also finds a day that the zone left out.
    if (day.getYear() < 0 || day.getYear() > LAST_YEAR || !of(begin).equals(text)) {
      throw new DateTimeException("no period: " + text);
    }
    return begin;
  }

  static DateTimeFormatter formatter(String format) {
    // uuuu: the proleptic year, so that no era changes what a year prints as.
    return DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ROOT)
        .withResolverStyle(ResolverStyle.STRICT);
  }
}
