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
      "Use the code of a defined series, or define it; codes are written in capitals. The same"
          + " Idempotency-Key is decided anew."),
  /** Another order of the same request was refused, and the caller wanted all or none. */
  NOT_ALL_ACCEPTED(
      "not-all-accepted",
      409,
      "Another one of the same request was refused, so none was accepted",
      "Mend or leave out those of the request that have a problem of their own, and send it again"
          + " with the same keys; or send it with atomic=false, so that each counts by itself."),
  /** The decision failed: a fault of ours. Nothing was changed, and the command is kept. */
  COMMAND_PARKED(
      "command-parked",
      500,
      "The command could not be decided and is kept",
      "No number was taken and nothing was changed. The command is kept and an operator is told, who"
          + " can have it decided again; GET /commands/{id} shows what became of it. A repeat with"
          + " the same key is decided anew: it helps once the fault is mended, and never gives a"
          + " second number."),
  /** The writer of the owner's partition cannot change its state. */
  WRITER_STOPPED(
      "writer-stopped",
      503,
      "This part of the numbers cannot be written at the moment",
      "No number was taken and nothing was changed. Wait as long as Retry-After says, then repeat"
          + " with the same key. The command is kept too, and an operator can have it decided.");

  private final ProblemType type;

  CommonRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }

  /** None is: a repeat is decided anew, and may meet the same cause again. */
  @Override
  public boolean isFinal() {
    return false;
  }

  /**
   * Whether this is told in place of a decision: the command is kept, can be tried again under its
   * own id, and a repeat with its key is decided anew.
   */
  static boolean isParked(Rejection rejection) {
    return rejection.code().equals(COMMAND_PARKED.type.code())
        || rejection.code().equals(WRITER_STOPPED.type.code());
  }
}
