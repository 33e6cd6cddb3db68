package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesDefinition;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a series prints its numbers, such as <code>GAM-{yyyyMMdd}-{seq:4}</code>. Immutable.
 *
 * <p>A pattern begins with the series' code and a hyphen, holds <code>{seq:N}</code> once (N from 1
 * to 18, a minimum width: sequences that need more digits get them) and shows its whole period.
 */
public final class NumberPattern {

  private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern SEQUENCE = Pattern.compile("seq:([1-9]|1[0-8])");
  private static final List<String> DATES = List.of("yyyy", "yyyyMM", "yyyyMMdd", "MM", "dd");
  private static final Pattern LITERAL = Pattern.compile("[A-Z0-9-]*");

  /** A piece of a number: fixed text, a part of the date, or the sequence. */
  private interface Part {
    void append(StringBuilder number, ZonedDateTime date, long sequence);
  }

  private final SeriesDefinition series;
  private final List<Part> parts;
  private final DateTimeFormatter period;

  private NumberPattern(SeriesDefinition series, List<Part> parts) {
    this.series = series;
    this.parts = List.copyOf(parts);
    this.period = formatter(periodFormat(series.reset()));
  }

  /**
   * Reads the pattern of {@code series}.
   *
   * @throws IllegalArgumentException when it breaks a rule above; the message names the series and
   *     what is wrong
   */
  public static NumberPattern of(SeriesDefinition series) {
    String text = series.pattern();
    require(series, text.startsWith(series.code() + "-"), "must begin with the code and a hyphen");
    List<Part> parts = new ArrayList<>();
    StringBuilder shown = new StringBuilder();
    int sequences = 0;
    int end = 0;
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      parts.add(literal(series, text.substring(end, token.start())));
      end = token.end();
      String name = token.group(1);
      Matcher sequence = SEQUENCE.matcher(name);
      if (sequence.matches()) {
        sequences++;
        parts.add(sequence(Integer.parseInt(sequence.group(1))));
      } else {
        require(series, DATES.contains(name), "has an unknown token {" + name + "}");
        shown.append(name);
        parts.add(date(name));
      }
    }
    parts.add(literal(series, text.substring(end)));
    require(series, sequences == 1, "must hold {seq:N}, N from 1 to 18, exactly once");
    for (String unit : units(series.reset())) {
      require(series, shown.indexOf(unit) >= 0, "does not show its period: {" + unit + "}");
    }
    return new NumberPattern(series, parts);
  }

  /** The reset window that {@code time} falls into, in the series' zone; empty for never. */
  public String period(Instant time) {
    return period.format(time.atZone(series.zone()));
  }

  /** The number that {@code sequence} makes at {@code time}. */
  public String format(Instant time, long sequence) {
    ZonedDateTime date = time.atZone(series.zone());
    StringBuilder number = new StringBuilder();
    parts.forEach(part -> part.append(number, date, sequence));
    return number.toString();
  }

  private static Part literal(SeriesDefinition series, String text) {
    require(series, LITERAL.matcher(text).matches(), "may hold A-Z, 0-9, - and tokens only");
    return (number, date, sequence) -> number.append(text);
  }

  private static Part date(String format) {
    DateTimeFormatter formatter = formatter(format);
    return (number, date, sequence) -> number.append(formatter.format(date));
  }

  private static Part sequence(int width) {
    // Widens and never cuts: a text padded to four places once turned order 10000 into 1000.
    return (number, date, sequence) ->
        number
            .append("0".repeat(Math.max(0, width - Long.toString(sequence).length())))
            .append(sequence);
  }

  private static String periodFormat(Reset reset) {
    return switch (reset) {
      case NEVER -> "";
      case YEARLY -> "yyyy";
      case MONTHLY -> "yyyy-MM";
      case DAILY -> "yyyyMMdd";
    };
  }

  private static List<String> units(Reset reset) {
    return switch (reset) {
      case NEVER -> List.of();
      case YEARLY -> List.of("yyyy");
      case MONTHLY -> List.of("yyyy", "MM");
      case DAILY -> List.of("yyyy", "MM", "dd");
    };
  }

  private static DateTimeFormatter formatter(String format) {
    // uuuu: the proleptic year, so that no era changes what a year prints as.
    return DateTimeFormatter.ofPattern(format.replace('y', 'u'), Locale.ROOT);
  }

  private static void require(SeriesDefinition series, boolean met, String rule) {
    if (!met) {
      throw new IllegalArgumentException(
          "series " + series.code() + ": pattern " + series.pattern() + " " + rule);
    }
  }
}
