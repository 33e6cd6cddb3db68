package dev.ordinal.orderapi.commands;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.orderapi.http.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The answer to one command of several that came in one request.
 *
 * @param status the HTTP status that it would have alone
 * @param replayed whether it was answered before; left out if not
 * @param order the body that it would have alone, if it was accepted
 * @param problem the same if it was not
 * @param commandId where its outcome can be asked for, if it is not known yet
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BulkItem(
    int status,
    @Nullable Boolean replayed,
    @Nullable Object order,
    @Nullable Problem problem,
    @Nullable UUID commandId) {

  /** The answer to one that was not accepted. */
  public static BulkItem of(Problem problem) {
    return new BulkItem(problem.status(), null, null, problem, null);
  }
}
