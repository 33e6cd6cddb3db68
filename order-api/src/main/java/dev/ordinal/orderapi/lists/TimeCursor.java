package dev.ordinal.orderapi.lists;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.orderapi.http.ProblemException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a list in order of time: after this one. Callers get it as opaque text.
 *
 * @param id tells apart what has the same time; visible ASCII
 */
public record TimeCursor(Instant time, String id) {

  /** Before all. */
  public static final TimeCursor START = new TimeCursor(Instant.EPOCH, "");

  private static final Pattern FORM = Pattern.compile("([0-9][0-9TZ:.-]{0,26})/([!-~]{1,255})");

  /**
   * The place that {@link #toText} wrote.
   *
   * @throws ProblemException {@code validation-failed} if it is no such text
   */
  public static TimeCursor parse(String text) {
    try {
      Matcher form = FORM.matcher(new String(Base64.getUrlDecoder().decode(text), UTF_8));
      if (form.matches()) {
        return new TimeCursor(Instant.parse(form.group(1)), form.group(2));
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      // No Base64, or no time: as good as any other text that is no cursor.
    }
    throw ProblemException.invalid("after", "must be the `next` of an earlier answer");
  }

  /** Safe in a URL. */
  public String toText() {
    String place = time + "/" + id;
    return Base64.getUrlEncoder().withoutPadding().encodeToString(place.getBytes(UTF_8));
  }
}
