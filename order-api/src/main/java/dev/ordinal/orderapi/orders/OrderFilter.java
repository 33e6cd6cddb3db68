package dev.ordinal.orderapi.orders;

import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.lists.Paging;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a list shows.
 *
 * @param equal what they have in these columns of the view
 */
record OrderFilter(Map<String, String> equal, Paging paging) {

  private static final Set<String> STATUSES = Set.of("placed", "cancelled");
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
    Paging paging = Paging.of(errors, limit, after);
    Map<String, String> equal = new LinkedHashMap<>();
    putIfSet(equal, "series", series);
    putIfSet(equal, "period", period);
    putIfSet(equal, "status", status);
    return new OrderFilter(equal, paging);
  }

  private static void putIfSet(Map<String, String> equal, String column, @Nullable String value) {
    if (value != null) {
      equal.put(column, value);
    }
  }
}
