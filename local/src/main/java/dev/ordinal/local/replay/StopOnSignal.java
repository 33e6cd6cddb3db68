package dev.ordinal.local.replay;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Lets a run end in order on Ctrl-C or SIGTERM: while it is open, a signal counts {@link #stop()}
 * down and the JVM's end waits until it is closed, for a limited time.
 */
final class StopOnSignal implements AutoCloseable {

  private static final Duration LONGEST_END = Duration.ofSeconds(30);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread hook = new Thread(this::end, "replay-stop");

  StopOnSignal() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  /** At 0 when the run is to end. */
  CountDownLatch stop() {
    return stop;
  }

  private void end() {
    stop.countDown();
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
