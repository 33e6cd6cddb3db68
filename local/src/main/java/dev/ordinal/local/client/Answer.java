package dev.ordinal.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the service answered.
 *
 * @param body a missing node if it is not JSON
 */
public record Answer(int status, HttpHeaders headers, JsonNode body) {

  private static final Pattern SECONDS = Pattern.compile("[0-9]{1,6}");

  /** Whether the same request would be answered the same, unlike with 429 and 5xx. */
  public boolean isForGood() {
    return status != 429 && status < 500;
  }

  /** Whether the service had decided under this key before. */
  public boolean isReplayed() {
    return headers.firstValue("Idempotent-Replayed").filter("true"::equals).isPresent();
  }

  /** Where to look next; empty if the service does not say. */
  public String location() {
    return headers.firstValue("Location").orElse("");
  }

  /** How long the service asks to wait; empty if it does not say so in seconds. */
  public Optional<Duration> retryAfter() {
    return headers
        .firstValue("Retry-After")
        .filter(text -> SECONDS.matcher(text).matches())
        .map(text -> Duration.ofSeconds(Long.parseLong(text)));
  }

  /** The body's text member {@code name}; empty if there is none. */
  public String text(String name) {
    return body.path(name).asText("");
  }

  /** The problem it describes, code first; else just the status. */
  public String problem() {
    return problem(status, body);
  }

  /** The problem that {@code body} describes, code first; else just {@code status}. */
  public static String problem(int status, JsonNode body) {
    return problem(status, body, "; ");
  }

  /**
   * As above.
   *
   * @param separator put in front of each of its errors
   */
  public static String problem(int status, JsonNode body, String separator) {
    String code = body.path("code").asText("HTTP " + status);
    String detail = body.path("detail").asText("");
    StringBuilder text = new StringBuilder(detail.isEmpty() ? code : code + ": " + detail);
    for (JsonNode error : body.path("errors")) {
      String what = error.path("detail").asText("");
      // A single error is in the detail already.
      if (!detail.contains(what)) {
        text.append(separator).append(error.path("pointer").asText("")).append(' ').append(what);
      }
    }
    return text.toString();
  }
}
