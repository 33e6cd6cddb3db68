package dev.ordinal.orderapi.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.orderapi.http.ProblemException;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A place in a list in number order: after this one. Callers get it as opaque text.
 *
 * @param sequence at least 0; below or above all where a place is {@link #within} others
 */
public record Cursor(String series, String period, long sequence) {

  /** Before all. */
  public static final Cursor START = new Cursor("", "", 0);

  /** Sorts after every period. */
  private static final String BEYOND_PERIODS = "~";

  private static final Pattern FORM =
      Pattern.compile("([A-Z0-9-]{0,64})/([0-9-]{0,10})/([0-9]{1,18})");

  /** The place after this thing. */
  static Cursor after(NumberedView last) {
    return new Cursor(last.series(), last.period(), last.sequence());
  }

  /**
   * The same place among the things of one series, one period, or both: what comes after it there
   * is what comes after this one and is there.
   *
   * @param onlySeries null for all
   * @param onlyPeriod null for all
   */
  Cursor within(@Nullable String onlySeries, @Nullable String onlyPeriod) {
    int ahead = onlySeries == null ? 0 : onlySeries.compareTo(series);
    String place = onlySeries == null ? series : onlySeries;
    if (ahead == 0 && onlyPeriod != null) {
      ahead = onlyPeriod.compareTo(period);
    }
    if (ahead == 0) {
      return this;
    }
    String nextPeriod = onlyPeriod != null ? onlyPeriod : ahead > 0 ? "" : BEYOND_PERIODS;
    return new Cursor(place, nextPeriod, ahead > 0 ? -1 : Long.MAX_VALUE);
  }

  /**
   * The place that {@link #toText} wrote.
   *
   * @throws ProblemException {@code validation-failed} if it is no such text
   */
  static Cursor parse(String text) {
    try {
      Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
      if (form.matches()) {
        return new Cursor(form.group(1), form.group(2), Long.parseLong(form.group(3)));
      }
    } catch (IllegalArgumentException e) {
      // No Base64: as good as any other text that is no cursor.
    }
    throw ProblemException.invalid("after", "must be the `next` of an earlier answer");
  }

  /** Safe in a URL. */
  String toText() {
    String place = series + "/" + period + "/" + sequence;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }
}
