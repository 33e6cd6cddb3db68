package dev.ordinal.contracts;

/**
 * One reason for which a command can be turned down. Each family has one enum of them, whose order
 * is the precedence: when several apply, the first one is answered.
 */
public interface RejectionCode {

  /** What callers are told about it. */
  ProblemType type();
}
