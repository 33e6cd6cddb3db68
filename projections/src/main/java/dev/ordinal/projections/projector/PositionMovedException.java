package dev.ordinal.projections.projector;

/** Another instance folded on, or a rebuild switched: what was polled is not what comes next. */
final class PositionMovedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  PositionMovedException(String message) {
    super(message);
  }
}
