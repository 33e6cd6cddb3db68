package dev.ordinal.orderapi.lists;

import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which page of a list is asked for.
 *
 * @param limit 1 to 500 items
 * @param after where the page before ended
 */
public record Paging(int limit, Cursor after) {

  /** The longest page, in items. */
  public static final int MAX_LIMIT = 500;

  /** The length of a page whose caller names none, in items. */
  public static final int DEFAULT_LIMIT = 50;

  /**
   * The page that the parameters of a request ask for; null for those that are not there.
   *
   * @param errors what is wrong with the request's other parameters
   * @throws ProblemException {@code validation-failed}, naming all that is wrong
   */
  public static Paging of(List<FieldError> errors, @Nullable String limit, @Nullable String after) {
    int parsed = limit(errors, limit);
    return new Paging(parsed, after == null ? Cursor.START : Cursor.parse(after));
  }

  /**
   * How many items the page has.
   *
   * @param errors what is wrong with the request's other parameters
   * @throws ProblemException {@code validation-failed}, naming all that is wrong
   */
  public static int limit(List<FieldError> errors, @Nullable String limit) {
    int parsed = limit == null ? DEFAULT_LIMIT : number(limit);
    List<FieldError> all = new ArrayList<>(errors);
    if (parsed < 1 || parsed > MAX_LIMIT) {
      all.add(new FieldError("limit", "must be an integer from 1 to " + MAX_LIMIT));
    }
    if (!all.isEmpty()) {
      throw new ProblemException(Problem.invalid(all));
    }
    return parsed;
  }

  private static int number(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }
}
