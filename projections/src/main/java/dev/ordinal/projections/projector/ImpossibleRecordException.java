package dev.ordinal.projections.projector;

/**
 * The log and the read model contradict each other, and no record that was parked before explains
 * it. It is a bug or damage, so the projector stops rather than write wrong data. The message says
 * what and where, and holds no personal data.
 */
public final class ImpossibleRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** {@code message} is shown to operators as it is. */
  public ImpossibleRecordException(String message) {
    super(message);
  }

  /** {@code entry} cannot have happened, for {@code reason}. */
  public ImpossibleRecordException(LogEntry<?> entry, String reason) {
    this(entry.place() + ": " + reason);
  }
}
