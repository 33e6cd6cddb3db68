package dev.ordinal.orderapi.http;

import jakarta.ws.rs.core.Response;
import java.util.List;

/**
 * Ends a request with a {@link Problem}. It is an answer, not a fault, so it has no stack trace.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;
  private final long retryAfterSeconds;

  public ProblemException(Problem problem) {
    this(problem, Problem.RETRY_AFTER_SECONDS);
  }

  /** The same, asking the caller to wait for so many seconds, if the status is one that does. */
  ProblemException(Problem problem, long retryAfterSeconds) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
    this.retryAfterSeconds = retryAfterSeconds;
  }

  /** The request is not valid in one place, see {@link FieldError#pointer()}. */
  public static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(Problem.invalid(List.of(new FieldError(pointer, detail))));
  }

  /** The HTTP answer. */
  Response toResponse() {
    return problem.toResponse(retryAfterSeconds);
  }

  /** What the caller is told. */
  public Problem problem() {
    return problem;
  }
}
