package dev.ordinal.projections.projector;

import org.jspecify.annotations.Nullable;

/** A rebuild was given up; what served before still serves. The message says why. */
public final class RebuildException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RebuildException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
