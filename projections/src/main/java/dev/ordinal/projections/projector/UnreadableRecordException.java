package dev.ordinal.projections.projector;

/** A record is not what its topic is for. The message says where and why, and quotes no value. */
final class UnreadableRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  UnreadableRecordException(String message) {
    super(message);
  }
}
