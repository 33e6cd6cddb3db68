package dev.ordinal.local.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/**
 * The one line that tells how a command fares: redrawn in place on a terminal, printed anew every
 * few seconds elsewhere, so that a log stays readable. Not thread-safe.
 */
final class StatusLine {

  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long PLAIN_LINE_NANOS = Duration.ofSeconds(5).toNanos();

  private final PrintStream out;
  private final boolean terminal;
  private long printedAt;
  private int printedLength;

  /**
   * Prints nothing yet.
   *
   * @param out not closed by this class
   * @param now in nanoseconds
   */
  StatusLine(PrintStream out, boolean terminal, long now) {
    this.out = out;
    this.terminal = terminal;
    this.printedAt = now;
  }

  // From Java 22 on a console is there without a terminal, unless -Djdk.console=java.base, which
  // the launcher sets.
  @SuppressWarnings("SystemConsoleNull")
  static boolean isTerminal() {
    return System.console() != null;
  }

  /** Whether the last print is long enough ago. */
  boolean isDue(long now) {
    return now - printedAt >= (terminal ? REDRAW_NANOS : PLAIN_LINE_NANOS);
  }

  /** Prints {@code line} in the place of the one before, or below it. */
  void print(String line, long now) {
    printedAt = now;
    if (terminal) {
      String blank = " ".repeat(Math.max(0, printedLength - line.length()));
      out.print("\r" + line + blank);
      out.flush();
      printedLength = line.length();
    } else {
      out.println(line);
    }
  }

  /** Prints {@code line} as the last one. */
  void end(String line, long now) {
    print(line, now);
    if (terminal) {
      out.println();
    }
  }

  /** Seconds as {@code 01:05} or {@code 1:01:05}. */
  static String clock(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%02d:%02d", whole / 60, whole % 60);
  }
}
