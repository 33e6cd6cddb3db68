package dev.ordinal.orderapi.http;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long the caller wants to wait (RFC 7240). Preferences that are unknown or make no sense are
 * ignored, as the RFC has it.
 *
 * @param timeout how long to wait for the outcome, 0 to 30 seconds
 * @param applied the value for {@code Preference-Applied}; null if no preference was understood
 */
public record Prefer(Duration timeout, @Nullable String applied) {

  /** The header with the preferences. */
  public static final String HEADER = "Prefer";

  /** The header that says which preferences were followed. */
  public static final String APPLIED = "Preference-Applied";

  /** The longest wait, in seconds; longer ones are cut to it. */
  private static final long MAX_SECONDS = 30;

  /** A name with an optional value; quoted strings are consumed, so nothing in them is found. */
  private static final Pattern PREFERENCE =
      Pattern.compile("([\\w-]++)(?:\\s*+=\\s*+(\"[^\"]*+\"|[\\w-]++))?+(?:\\s*+;[^,]*+)?+");

  /**
   * The preferences of a request.
   *
   * @param headers null or empty if there are none
   * @param usual the wait of a caller without a preference
   */
  public static Prefer of(@Nullable List<String> headers, Duration usual) {
    Long seconds = null;
    boolean async = false;
    if (headers != null) {
      Matcher preference = PREFERENCE.matcher(String.join(",", headers));
      while (preference.find()) {
        String name = preference.group(1).toLowerCase(Locale.ROOT);
        if (name.equals("respond-async")) {
          async = true;
        } else if (name.equals("wait") && seconds == null) {
          seconds = seconds(preference.group(2));
        }
      }
    }
    return of(seconds, async, usual);
  }

  private static Prefer of(@Nullable Long seconds, boolean async, Duration usual) {
    if (seconds != null) {
      // With both, the RFC asks for an answer within the wait and a 202 only after it.
      return new Prefer(
          Duration.ofSeconds(seconds), (async ? "respond-async, " : "") + "wait=" + seconds);
    }
    return async ? new Prefer(Duration.ZERO, "respond-async") : new Prefer(usual, null);
  }

  private static @Nullable Long seconds(@Nullable String value) {
    String digits = value == null ? "" : value.replace("\"", "");
    if (!digits.matches("[0-9]{1,9}")) {
      return null;
    }
    return Math.min(MAX_SECONDS, Long.parseLong(digits));
  }
}
