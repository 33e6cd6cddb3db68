package dev.ordinal.orderapi.http;

import org.jspecify.annotations.Nullable;

/** A query parameter that is true or false. */
public final class Flag {

  private Flag() {}

  /**
   * Whether the parameter is true; one that is not there is false.
   *
   * @param name of the parameter, for the problem
   * @throws ProblemException {@code validation-failed} if it is neither
   */
  public static boolean isTrue(String name, @Nullable String value) {
    if (value == null || value.equals("false")) {
      return false;
    }
    if (value.equals("true")) {
      return true;
    }
    throw ProblemException.invalid(name, "must be true or false");
  }
}
