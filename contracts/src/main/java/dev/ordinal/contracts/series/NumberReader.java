package dev.ordinal.contracts.series;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads numbers back: the inverse of {@link NumberPattern#format}. Immutable. */
final class NumberReader {

  /** A leap year, so that a pattern without a year can show every day. */
  private static final String ANY_YEAR = "2000";

  private final NumberPattern pattern;
  private final SeriesDefinition series;
  private final Pattern form;

  /**
   * A reader.
   *
   * @param form a regular expression with one group for each of the pattern's units, in their order
   */
  NumberReader(NumberPattern pattern, SeriesDefinition series, String form) {
    this.pattern = pattern;
    this.series = series;
    this.form = Pattern.compile(form);
  }

  /** What {@code number} tells; empty if the pattern prints no such text. */
  Optional<PrintedNumber> read(String number) {
    Matcher matcher = form.matcher(number);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Map<String, String> values = new HashMap<>();
    List<String> units = pattern.units();
    for (int i = 0; i < units.size(); i++) {
      values.putIfAbsent(units.get(i), matcher.group(i + 1));
    }
    long sequence = Long.parseLong(values.getOrDefault(NumberPattern.SEQUENCE_UNIT, ""));
    try {
      Instant noon =
          LocalDate.of(
                  Integer.parseInt(values.getOrDefault("yyyy", ANY_YEAR)),
                  Integer.parseInt(values.getOrDefault("MM", "1")),
                  Integer.parseInt(values.getOrDefault("dd", "1")))
              .atTime(LocalTime.NOON)
              .atZone(series.zone())
              .toInstant();
      // Printing it again finds what else is wrong: another width, dates that disagree, a day that
      // the zone left out.
      return pattern.format(noon, sequence).equals(number)
          ? Optional.of(new PrintedNumber(pattern.period(noon), sequence))
          : Optional.empty();
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
