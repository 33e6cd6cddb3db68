package dev.ordinal.local.replay;

/** Why a replay cannot begin or go on, in words for the person who started it. */
final class ReplayFailure extends Exception {

  private static final int BROKEN = 1;
  private static final int USAGE = 2;

  private final int exitCode;

  private ReplayFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What the caller gave cannot be used: exit 2. */
  static ReplayFailure badInput(String message) {
    return new ReplayFailure(USAGE, message);
  }

  /** The service does not do its part: exit 1. */
  static ReplayFailure broken(String message) {
    return new ReplayFailure(BROKEN, message);
  }

  int exitCode() {
    return exitCode;
  }
}
