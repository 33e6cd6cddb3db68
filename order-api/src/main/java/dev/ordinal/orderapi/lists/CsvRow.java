package dev.ordinal.orderapi.lists;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A row of CSV (RFC 4180) that a spreadsheet can open without running what callers wrote. */
public final class CsvRow {

  private static final Pattern NEEDS_QUOTES = Pattern.compile("[\",\r\n]");

  private CsvRow() {}

  /**
   * One row with its line end, CR LF. Null is an empty cell. A text that a spreadsheet would take
   * for a formula, since it begins with {@code = + - @}, tab or CR, gets an apostrophe in front.
   */
  public static String of(@Nullable String... cells) {
    return Arrays.stream(cells).map(CsvRow::cell).collect(Collectors.joining(",", "", "\r\n"));
  }

  private static String cell(@Nullable String text) {
    if (text == null || text.isEmpty()) {
      return "";
    }
    String harmless = "=+-@\t\r".indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    return NEEDS_QUOTES.matcher(harmless).find()
        ? '"' + harmless.replace("\"", "\"\"") + '"'
        : harmless;
  }
}
