package dev.ordinal.contracts;

/** What any command can be turned down for, checked before its own family's rejections. */
public enum CommonRejection implements RejectionCode {
  /** The same key came with another body. The first result stands. */
  IDEMPOTENCY_KEY_REUSED(
      "idempotency-key-reused",
      422,
      "The idempotency key was used for another request",
      "Send a new Idempotency-Key for a new request, or repeat the first request unchanged."),
  /** No series has this code. */
  UNKNOWN_SERIES(
      "unknown-series",
      422,
      "There is no such series",
      "Use the code of a defined series. Codes are written in capitals.");

  private final ProblemType type;

  CommonRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }
}
