package dev.ordinal.local.client;

/** Why a command cannot begin or go on, in words for the person who started it. */
public final class ClientFailure extends Exception {

  private static final int BROKEN = 1;
  private static final int USAGE = 2;

  private final int exitCode;

  private ClientFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /** What the caller gave cannot be used: exit 2. */
  public static ClientFailure badInput(String message) {
    return new ClientFailure(USAGE, message);
  }

  /** The service does not do its part: exit 1. */
  public static ClientFailure broken(String message) {
    return new ClientFailure(BROKEN, message);
  }

  /** 1 or 2, as said there. */
  public int exitCode() {
    return exitCode;
  }
}
