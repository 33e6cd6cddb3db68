package dev.ordinal.contracts.series;

import java.math.BigInteger;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How a series prints its numbers, such as <code>GAM-{yyyyMMdd}-{seq:4}</code>. Immutable.
 *
 * <p>A code is made of segments that begin with a letter. A pattern begins with the code, a hyphen
 * and a token, holds <code>{seq:N}</code> once (N from 1 to 18, a minimum width: sequences that
 * need more digits get them), shows its whole period, and has no digit but those of code and
 * tokens. So the code can be told from any number, and no numbers of two series are ever equal,
 * without one writer asking another.
 */
public final class NumberPattern {

  /** The largest sequence of any series: it has 18 digits, so the next one still fits a long. */
  public static final long MAX_SEQUENCE = 999_999_999_999_999_999L;

  private static final int MAX_DIGITS = 18;
  private static final Pattern TOKEN = Pattern.compile("\\{([^{}]*)}");
  private static final Pattern SEQUENCE = Pattern.compile("seq:([1-9]|1[0-8])");
  private static final List<String> UNITS = List.of("yyyy", "MM", "dd");
  private static final String ONE_SEQUENCE = "must hold {seq:N}, N from 1 to 18, exactly once";
  private static final List<String> DATES = List.of("yyyy", "yyyyMM", "yyyyMMdd", "MM", "dd");
  private static final Pattern LITERAL = Pattern.compile("[A-Z-]*");
  private static final Pattern CODE = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z][A-Z0-9]*)*");
  private static final int MAX_CODE_LENGTH = 32;
  private static final int MAX_LENGTH = 64;
  static final String SEQUENCE_UNIT = "seq";

  /** A piece of a number: fixed text, a part of the date, or the sequence. */
  private interface Part {
    void append(StringBuilder number, ZonedDateTime date, long sequence);
  }

  private final SeriesDefinition series;
  private final List<Part> parts;
  private final Periods periods;
  private final List<String> units;
  private final long largest;
  private final NumberReader reader;

  private NumberPattern(
      SeriesDefinition series, List<Part> parts, List<String> units, int width, String form) {
    this.series = series;
    this.parts = List.copyOf(parts);
    this.units = List.copyOf(units);
    this.largest = BigInteger.TEN.pow(width).longValueExact() - 1;
    this.periods = new Periods(series);
    this.reader = new NumberReader(this, series, form);
  }

  /**
   * Reads the pattern of {@code series}.
   *
   * @throws IllegalArgumentException when it breaks a rule above; the message names the series and
   *     what is wrong
   */
  public static NumberPattern of(SeriesDefinition series) {
    String text = series.pattern();
    String head = series.code() + "-";
    require(series, text.length() <= MAX_LENGTH, "is longer than " + MAX_LENGTH);
    require(
        series,
        isCode(series.code()),
        "needs a code of A-Z and 0-9 in segments that begin with a letter");
    require(series, text.startsWith(head + "{"), "must begin with the code, a hyphen and a token");
    List<Part> parts = new ArrayList<>(List.of(fixed(head)));
    List<String> units = new ArrayList<>();
    StringBuilder form = new StringBuilder(head);
    int width = 0;
    int end = head.length();
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String between = text.substring(end, token.start());
      parts.add(literal(series, between));
      form.append(between);
      end = token.end();
      String name = token.group(1);
      Matcher sequence = SEQUENCE.matcher(name);
      if (sequence.matches()) {
        require(series, width == 0, ONE_SEQUENCE);
        width = Integer.parseInt(sequence.group(1));
        parts.add(sequence(width));
        units.add(SEQUENCE_UNIT);
        form.append("([0-9]{").append(width).append(',').append(MAX_DIGITS).append("})");
      } else {
        require(series, DATES.contains(name), "has an unknown token {" + name + "}");
        parts.add(date(name));
        List<String> shown = UNITS.stream().filter(name::contains).toList();
        units.addAll(shown);
        shown.forEach(unit -> form.append("([0-9]{").append(unit.length()).append("})"));
      }
    }
    parts.add(literal(series, text.substring(end)));
    form.append(text.substring(end));
    require(series, width > 0, ONE_SEQUENCE);
    for (String unit : Periods.units(series.reset())) {
      require(series, units.contains(unit), "does not show its period: {" + unit + "}");
    }
    return new NumberPattern(series, parts, units, width, form.toString());
  }

  /** Whether {@code text} can be the code of a series; at most 32 characters. */
  public static boolean isCode(String text) {
    return text.length() <= MAX_CODE_LENGTH && CODE.matcher(text).matches();
  }

  /** What the tokens show, in order: {@code yyyy}, {@code MM}, {@code dd}, {@code seq}. */
  public List<String> units() {
    return units;
  }

  /** The largest sequence that fits the pattern's width. */
  public long largest() {
    return largest;
  }

  /**
   * The last sequence that the series gives in a period: the largest of its width, or, if it
   * widens, {@link #MAX_SEQUENCE}.
   */
  public long end() {
    return series.overflow() == Overflow.REJECT ? largest : MAX_SEQUENCE;
  }

  /** Whether {@code text} is a period of the series, such as {@code 20251121} for a daily one. */
  public boolean isPeriod(String text) {
    return periods.contains(text);
  }

  /** The reset window that {@code time} falls into, in the series' zone; empty for never. */
  public String period(Instant time) {
    return periods.of(time);
  }

  /** The number that {@code sequence} makes at {@code time}. */
  public String format(Instant time, long sequence) {
    ZonedDateTime date = time.atZone(series.zone());
    StringBuilder number = new StringBuilder();
    parts.forEach(part -> part.append(number, date, sequence));
    return number.toString();
  }

  /**
   * How {@code sequence} is printed if it is given now, or, if {@code now} lies in another period,
   * {@linkplain #print whenever} it is given.
   *
   * @param period one of the series
   */
  public @Nullable String preview(String period, long sequence, Instant now) {
    return period(now).equals(period) ? format(now, sequence) : print(period, sequence);
  }

  /**
   * How {@code sequence} is printed whenever in {@code period} it is given.
   *
   * @param period one of the series
   * @return null if the pattern shows more of the time than the period tells
   */
  public @Nullable String print(String period, long sequence) {
    List<String> told = Periods.units(series.reset());
    return units.stream().allMatch(unit -> unit.equals(SEQUENCE_UNIT) || told.contains(unit))
        ? format(periods.begin(period), sequence)
        : null;
  }

  /**
   * What {@code number} tells by itself; empty if the series as it is defined now prints no such
   * text, at whatever time.
   */
  public Optional<PrintedNumber> read(String number) {
    return reader.read(number);
  }

  private static Part literal(SeriesDefinition series, String text) {
    require(series, LITERAL.matcher(text).matches(), "may hold A-Z, - and tokens after the code");
    return fixed(text);
  }

  private static Part fixed(String text) {
    return (number, date, sequence) -> number.append(text);
  }

  private static Part date(String format) {
    DateTimeFormatter formatter = Periods.formatter(format);
    return (number, date, sequence) -> number.append(formatter.format(date));
  }

  private static Part sequence(int width) {
    // Widens and never cuts: a text padded to four places once turned order 10000 into 1000.
    return (number, date, sequence) ->
        number
            .append("0".repeat(Math.max(0, width - Long.toString(sequence).length())))
            .append(sequence);
  }

  private static void require(SeriesDefinition series, boolean met, String rule) {
    if (!met) {
      throw new IllegalArgumentException(
          "series " + series.code() + ": pattern " + series.pattern() + " " + rule);
    }
  }
}
