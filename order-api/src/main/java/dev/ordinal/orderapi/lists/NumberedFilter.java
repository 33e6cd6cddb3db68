package dev.ordinal.orderapi.lists;

import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.ProblemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which things a list shows.
 *
 * @param equal what they have in these columns of the view
 */
public record NumberedFilter(Map<String, String> equal, Paging paging) {

  private static final int MAX_PERIOD = 10;

  /**
   * The filter that the parameters of a request ask for; null for those that are not there.
   *
   * @param statuses those that there are
   * @throws ProblemException {@code validation-failed}, naming the parameters
   */
  public static NumberedFilter of(
      List<String> statuses,
      @Nullable String series,
      @Nullable String period,
      @Nullable String status,
      @Nullable String limit,
      @Nullable String after) {
    List<FieldError> errors = new ArrayList<>();
    if (status != null && !statuses.contains(status)) {
      errors.add(new FieldError("status", "must be " + String.join(" or ", statuses)));
    }
    if (period != null && !period.matches("[0-9-]{0," + MAX_PERIOD + "}")) {
      errors.add(new FieldError("period", "must be a period such as 20101201 or 2010-12"));
    }
    Paging paging = Paging.of(errors, limit, after);
    Map<String, String> equal = new LinkedHashMap<>();
    putIfSet(equal, "series", series);
    putIfSet(equal, "period", period);
    putIfSet(equal, "status", status);
    return new NumberedFilter(equal, paging);
  }

  private static void putIfSet(Map<String, String> equal, String column, @Nullable String value) {
    if (value != null) {
      equal.put(column, value);
    }
  }
}
