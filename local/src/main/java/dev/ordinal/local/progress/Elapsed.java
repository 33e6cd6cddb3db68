package dev.ordinal.local.progress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Timer;
import java.util.TimerTask;
import java.util.function.LongSupplier;

/**
 * Shows for how long something is waited for that tells nothing of how far it is, in the manner of
 * {@link ProgressBar}. Thread-safe.
 */
public final class Elapsed implements AutoCloseable {

  private static final long TICK_MILLIS = 200;
  private static final Duration SLOW = Duration.ofSeconds(3);

  private final String label;
  private final StatusLine status;
  private final LongSupplier nanoClock;
  private final long startedAt;
  private final Duration silence;
  private final Timer ticker = new Timer("elapsed", true);

  private boolean printed;
  private boolean closed;

  private Elapsed(
      String label, PrintStream out, boolean terminal, LongSupplier nanoClock, Duration silence) {
    this.label = label;
    this.silence = silence;
    this.nanoClock = nanoClock;
    this.startedAt = nanoClock.getAsLong();
    this.status = new StatusLine(out, terminal, startedAt);
  }

  /**
   * Starts at 0 now and goes on by itself until it is closed.
   *
   * @param label what is waited for, printed first ("waiting")
   * @param out where to print; not closed by this class
   */
  public static Elapsed start(String label, PrintStream out) {
    return start(label, out, System::nanoTime);
  }

  /** As {@link #start}, but prints nothing before 3 s, and nothing at all if it is over by then. */
  public static Elapsed startIfSlow(String label, PrintStream out) {
    return run(new Elapsed(label, out, StatusLine.isTerminal(), System::nanoTime, SLOW));
  }

  static Elapsed start(String label, PrintStream out, LongSupplier nanoClock) {
    return run(new Elapsed(label, out, StatusLine.isTerminal(), nanoClock, Duration.ZERO));
  }

  private static Elapsed run(Elapsed elapsed) {
    TimerTask tick =
        new TimerTask() {
          @Override
          public void run() {
            elapsed.tick();
          }
        };
    elapsed.ticker.schedule(tick, TICK_MILLIS, TICK_MILLIS);
    return elapsed;
  }

  /** One that only {@link #tick()} moves. */
  static Elapsed still(String label, PrintStream out, boolean terminal, LongSupplier nanoClock) {
    return new Elapsed(label, out, terminal, nanoClock, Duration.ZERO);
  }

  /** The same that is silent while it is not slow. */
  static Elapsed stillIfSlow(
      String label, PrintStream out, boolean terminal, LongSupplier nanoClock) {
    return new Elapsed(label, out, terminal, nanoClock, SLOW);
  }

  synchronized void tick() {
    long now = nanoClock.getAsLong();
    if (!closed && now - startedAt >= silence.toNanos() && status.isDue(now)) {
      printed = true;
      status.print(label + " " + clock(now), now);
    }
  }

  /** Prints how long it took and ends the line. Later calls do nothing. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      ticker.cancel();
      long now = nanoClock.getAsLong();
      if (printed || silence.isZero()) {
        status.end(label + " took " + clock(now), now);
      }
    }
  }

  private String clock(long now) {
    return StatusLine.clock((now - startedAt) / 1e9);
  }
}
