package dev.ordinal.orderapi.series;

import dev.ordinal.orderapi.http.ProblemException;
import org.jspecify.annotations.Nullable;

/** Why an administrator does something, as a parameter of the address. */
final class Reasons {

  private static final int MAX_LENGTH = 500;

  private Reasons() {}

  /**
   * The reason given.
   *
   * @param fallback stands for none
   * @throws ProblemException {@code validation-failed} if it is empty, too long or holds NUL
   */
  static String valid(@Nullable String reason, String fallback) {
    if (reason == null) {
      return fallback;
    }
    if (reason.isBlank() || reason.length() > MAX_LENGTH || reason.indexOf('\0') >= 0) {
      throw ProblemException.invalid(
          "reason", "must have 1 to " + MAX_LENGTH + " characters and no NUL");
    }
    return reason;
  }
}
