package dev.ordinal.orderapi.orders;

import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows.
 *
 * @param series null for all
 * @param period null for all
 * @param status null for all
 * @param limit 1 to 500
 */
record OrderFilter(
    @Nullable String series,
    @Nullable String period,
    @Nullable String status,
    int limit,
    OrderCursor after) {

  private static final Set<String> STATUSES = Set.of("placed", "cancelled");
  private static final int DEFAULT_LIMIT = 50;
  private static final int MAX_LIMIT = 500;
  private static final int MAX_PERIOD = 10;

  /**
   * The filter that the parameters of a request ask for; null for those that are not there.
   *
   * @throws ProblemException {@code validation-failed}, naming the parameters
   */
  static OrderFilter of(
      @Nullable String series,
      @Nullable String period,
      @Nullable String status,
      @Nullable String limit,
      @Nullable String after) {
    List<FieldError> errors = new ArrayList<>();
    if (status != null && !STATUSES.contains(status)) {
      errors.add(new FieldError("status", "must be placed or cancelled"));
    }
    if (period != null && !period.matches("[0-9-]{0," + MAX_PERIOD + "}")) {
      errors.add(new FieldError("period", "must be a period such as 20101201 or 2010-12"));
    }
    int parsed = limit == null ? DEFAULT_LIMIT : limit(limit);
    if (parsed < 1 || parsed > MAX_LIMIT) {
      errors.add(new FieldError("limit", "must be an integer from 1 to " + MAX_LIMIT));
    }
    if (!errors.isEmpty()) {
      throw new ProblemException(Problem.invalid(errors));
    }
    return new OrderFilter(
        series,
        period,
        status,
        parsed,
        after == null ? OrderCursor.START : OrderCursor.parse(after));
  }

  private static int limit(String text) {
    return text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
  }
}
