package dev.ordinal.orderapi.http;

import java.util.List;

/**
 * Ends a request with a {@link Problem}. It is an answer, not a fault, so it has no stack trace.
 */
public final class ProblemException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient Problem problem;

  public ProblemException(Problem problem) {
    super(problem.code() + ": " + problem.detail(), null, false, false);
    this.problem = problem;
  }

  /** The request is not valid in one place, see {@link FieldError#pointer()}. */
  public static ProblemException invalid(String pointer, String detail) {
    return new ProblemException(Problem.invalid(List.of(new FieldError(pointer, detail))));
  }

  /** What the caller is told. */
  public Problem problem() {
    return problem;
  }
}
