package dev.ordinal.projections.audit;

/** An event does not say what its type says. The message quotes nothing of it. */
final class UnreadableEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnreadableEventException(String message) {
    super(message);
  }
}
