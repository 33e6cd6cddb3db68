package dev.ordinal.orderapi.results;

import dev.ordinal.orderapi.http.ApiProblem;
import java.util.UUID;
import java.util.regex.Pattern;

/** The ids of commands in addresses. */
final class CommandIds {

  private static final Pattern UUID_FORM =
      Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

  private CommandIds() {}

  /**
   * The id in its usual form; others that Java reads, such as {@code 1-1-1-1-1}, are none.
   *
   * @throws dev.ordinal.orderapi.http.ProblemException {@code command-not-found}
   */
  static UUID parse(String text) {
    if (!UUID_FORM.matcher(text).matches()) {
      throw ApiProblem.COMMAND_NOT_FOUND.because("no command has this id");
    }
    return UUID.fromString(text);
  }
}
