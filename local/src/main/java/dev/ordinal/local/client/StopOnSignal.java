package dev.ordinal.local.client;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order on Ctrl-C or SIGTERM: while it is open, a signal counts {@link #stop()}
 * down and the JVM's end waits until it is closed, for a limited time.
 */
public final class StopOnSignal implements AutoCloseable {

  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Runnable atStop;
  private final Thread hook = new Thread(this::end, "stop-on-signal");

  /** For a run that looks at {@link #stop()} from time to time. */
  public StopOnSignal() {
    this(() -> {});
  }

  /**
   * For a run that has to be woken.
   *
   * @param atStop called once by another thread, after {@link #stop()} was counted down
   */
  public StopOnSignal(Runnable atStop) {
    this.atStop = atStop;
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** At 0 when the run is to end. */
  public CountDownLatch stop() {
    return stop;
  }

  private void end() {
    stop.countDown();
    atStop.run();
    try {
      if (!closed.await(LONGEST_END.toSeconds(), TimeUnit.SECONDS)) {
        System.err.println("ordinal: did not end in " + LONGEST_END.toSeconds() + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    closed.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The JVM is ending already, and the hook with it.
    }
  }
}
