package dev.ordinal.contracts;

/**
 * One reason for which a command can be turned down. Each family has one enum of them, whose order
 * is the precedence: when several apply, the first one is answered.
 */
public interface RejectionCode {

  /** What callers are told about it. */
  ProblemType type();

  /**
   * Whether a repeat with the same idempotency key gets this rejection again. It does, unless the
   * cause lies in how the series are set up, which somebody can mend, or nothing was decided: then
   * a repeat is decided anew.
   */
  default boolean isFinal() {
    return true;
  }
}
