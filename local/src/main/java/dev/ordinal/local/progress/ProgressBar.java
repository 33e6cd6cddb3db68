package dev.ordinal.local.progress;

import java.io.PrintStream;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * Shows how far a long command has come, how fast it goes and how long it still needs. On a
 * terminal one line is redrawn in place; elsewhere a plain line is printed every few seconds, so
 * that a log stays readable. Safe for use by many threads.
 */
public final class ProgressBar implements AutoCloseable {

  private static final int WIDTH = 30;

  private final String label;
  private final String unit;
  private long total;
  private final boolean terminal;
  private final StatusLine status;
  private final LongSupplier nanoClock;
  private final long startedAt;

  private long done;
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
    this(label, unit, total, out, StatusLine.isTerminal(), System::nanoTime);
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
    this.terminal = terminal;
    this.nanoClock = nanoClock;
    this.startedAt = nanoClock.getAsLong();
    this.status = new StatusLine(out, terminal, startedAt);
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
    if (!closed && status.isDue(now)) {
      status.print(line(now), now);
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
    long now = nanoClock.getAsLong();
    status.end(line(now), now);
  }

  private String line(long now) {
    double seconds = (now - startedAt) / 1e9;
    double rate = seconds > 0 ? done / seconds : 0;
    double fraction = total > 0 ? Math.min(1, (double) done / total) : 1;
    String bar = terminal ? bar(fraction) : "";
    String time =
        closed
            ? "took " + StatusLine.clock(seconds)
            : rate > 0 ? "ETA " + StatusLine.clock((total - done) / rate) : "";
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
}
