package dev.ordinal.projections.audit.checks;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What matters of a series' definition: where its sequences start, when they start again and what
 * its numbers show, in order. Numbers are read by it, never made.
 *
 * @param start the first sequence of each period
 * @param reset the wire name of the window
 * @param units what the numbers show, in order: {@code yyyy}, {@code MM}, {@code dd}, {@code seq}
 */
record Definition(long start, String reset, List<String> units) {

  private static final Pattern TOKEN = Pattern.compile("\\{([^{}:]*)(:[0-9]+)?}");
  private static final Map<String, Integer> WIDTHS = Map.of("yyyy", 4, "MM", 2, "dd", 2);

  /** With the units of a pattern such as <code>GAM-{yyyyMMdd}-{seq:4}</code>. */
  static Definition of(long start, String reset, String pattern) {
    List<String> units = new ArrayList<>();
    Matcher token = TOKEN.matcher(pattern);
    while (token.find()) {
      String name = token.group(1);
      if (name.equals("seq")) {
        units.add(name);
      } else {
        List.of("yyyy", "MM", "dd").stream().filter(name::contains).forEach(units::add);
      }
    }
    return new Definition(start, reset, List.copyOf(units));
  }

  /**
   * Whether {@code number} says of which series, period and sequence it is. If all do, no two of
   * them are equal whose series, period or sequence differ: with the order of the units fixed, the
   * text tells all three.
   */
  boolean tells(String number, String series, String period, long sequence) {
    int head = series.length() + 1;
    if (number.length() <= head
        || !number.startsWith(series)
        || number.charAt(series.length()) != '-'
        || !isDigit(number.charAt(head))) {
      return false;
    }
    String digits = digits(number, head);
    int dates = 0;
    for (String unit : units) {
      dates += WIDTHS.getOrDefault(unit, 0);
    }
    int width = digits.length() - dates;
    if (width < 1 || width > 18) {
      return false;
    }
    int at = 0;
    for (String unit : units) {
      boolean isSequence = unit.equals("seq");
      int next = at + (isSequence ? width : WIDTHS.getOrDefault(unit, 0));
      boolean fits =
          isSequence
              ? Long.parseLong(digits, at, next, 10) == sequence
              : isOfPeriod(digits, at, next, unit, period);
      if (!fits) {
        return false;
      }
      at = next;
    }
    return true;
  }

  /** A unit that the period does not tell may show anything. */
  private static boolean isOfPeriod(String digits, int from, int to, String unit, String period) {
    String told = digits(period, 0);
    int begin =
        switch (unit) {
          case "yyyy" -> 0;
          case "MM" -> 4;
          default -> 6;
        };
    return told.length() < begin + to - from || digits.regionMatches(from, told, begin, to - from);
  }

  private static String digits(String text, int from) {
    StringBuilder digits = new StringBuilder(text.length());
    for (int i = from; i < text.length(); i++) {
      if (isDigit(text.charAt(i))) {
        digits.append(text.charAt(i));
      }
    }
    return digits.toString();
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
