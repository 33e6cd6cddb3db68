package dev.ordinal.local;

import org.jspecify.annotations.Nullable;

/**
 * What the user asked for cannot be, and another option would help: a busy port, a folder in use.
 * The message is one line for the user; the exit code is 2.
 */
public final class UsageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** With a message that names the option or the folder, and its value. */
  public UsageException(String message) {
    this(message, null);
  }

  /** As above, with what made it impossible. */
  public UsageException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
