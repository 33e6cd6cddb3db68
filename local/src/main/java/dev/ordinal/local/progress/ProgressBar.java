package dev.ordinal.local.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a long command has come, how fast it goes and how long it still needs. On a
 * terminal one line is redrawn in place; elsewhere a plain line is printed every few seconds, so
 * that a log stays readable. Safe for use by many threads.
 */
public final class ProgressBar implements AutoCloseable {

  private static final long REDRAW_NANOS = Duration.ofMillis(100).toNanos();
  private static final long PLAIN_LINE_NANOS = Duration.ofSeconds(5).toNanos();
  private static final int WIDTH = 30;

  private final String label;
  private final String unit;
  private long total;
  private final PrintStream out;
  private final boolean terminal;
  private final LongSupplier nanoClock;
  private final long startedAt;

  private long done;
  private long printedAt;
  private int printedLength;
  private boolean advanced;
  private boolean closed;

  /**
   * Starts at 0 now; a terminal is there when the JVM has a console.
   *
   * @param label what is being done, printed first ("replay")
   * @param unit what is counted, in the plural ("orders")
   * @param total the count at which it is done; 0 when there is nothing to do
   * @param out where to print; not closed by this class
   */
  public ProgressBar(String label, String unit, long total, PrintStream out) {
    this(label, unit, total, out, isTerminal(), System::nanoTime);
  }

  ProgressBar(
      String label,
      String unit,
      long total,
      PrintStream out,
      boolean terminal,
      LongSupplier nanoClock) {
    this.label = label;
    this.unit = unit;
    this.total = total;
    this.out = out;
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.startedAt = nanoClock.getAsLong();
    this.printedAt = startedAt;
  }

  /**
   * Notes that {@code done} of the total are done, and prints if the last print is long enough ago.
   * A count below one already noted is ignored, so threads may report out of order.
   */
  public synchronized void advanceTo(long done) {
    advanceTo(done, total);
  }

  /** As {@link #advanceTo(long)}, when the total has changed meanwhile. */
  public synchronized void advanceTo(long done, long total) {
    this.total = total;
    advanced = true;
    this.done = Math.max(this.done, done);
    long now = nanoClock.getAsLong();
    if (!closed && now - printedAt >= (terminal ? REDRAW_NANOS : PLAIN_LINE_NANOS)) {
      print(now);
    }
  }

  /** Prints the final state, if there ever was one, and ends the line. Later calls do nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    if (!advanced) {
      return;
    }
    print(nanoClock.getAsLong());
    if (terminal) {
      out.println();
    }
  }

  // From Java 22 on a console is there without a terminal, unless -Djdk.console=java.base, which
  // the
  // launcher sets.
  @SuppressWarnings("SystemConsoleNull")
  private static boolean isTerminal() {
    return System.console() != null;
  }

  private void print(long now) {
    printedAt = now;
    String line = line(now);
    if (terminal) {
      String blank = " ".repeat(Math.max(0, printedLength - line.length()));
      out.print("\r" + line + blank);
      out.flush();
      printedLength = line.length();
    } else {
      out.println(line);
    }
  }

  private String line(long now) {
    double seconds = (now - startedAt) / 1e9;
    double rate = seconds > 0 ? done / seconds : 0;
    double fraction = total > 0 ? Math.min(1, (double) done / total) : 1;
    String bar = terminal ? bar(fraction) : "";
    String time =
        closed ? "took " + clock(seconds) : rate > 0 ? "ETA " + clock((total - done) / rate) : "";
    return String.format(
            Locale.ROOT,
            "%s %s%3d%% %,d/%,d %s, %,.0f/s %s",
            label,
            bar,
            (int) (fraction * 100),
            done,
            total,
            unit,
            rate,
            time)
        .stripTrailing();
  }

  private static String bar(double fraction) {
    int filled = (int) (fraction * WIDTH);
    return "[" + "#".repeat(filled) + ".".repeat(WIDTH - filled) + "] ";
  }

  private static String clock(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    return whole >= 3600
        ? String.format(Locale.ROOT, "%d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60)
        : String.format(Locale.ROOT, "%02d:%02d", whole / 60, whole % 60);
  }
}
