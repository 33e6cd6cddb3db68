package dev.ordinal.local;

import com.google.common.util.concurrent.Uninterruptibles;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The parts that this process runs. They stop in the order of {@link Part}, each within its bound:
 * on SIGINT and SIGTERM, after which the process exits with 0, and on {@link #close}, when a start
 * failed. Thread-safe.
 */
final class Parts implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Parts.class);

  // A start cannot be broken off. Until it is over nobody is served, so what remains stops quickly.
  private static final Duration START_BOUND = Duration.ofSeconds(15);

  // Read-locked while a part starts, so that a stop does not overlook it.
  private final ReentrantReadWriteLock starting = new ReentrantReadWriteLock();
  private final Map<Part, AutoCloseable> running = new EnumMap<>(Part.class);
  private final Thread onSignal = new Thread(this::stopAndExit, "stop");
  private volatile boolean stopping;

  Parts() {
    Runtime.getRuntime().addShutdownHook(onSignal);
  }

  /**
   * Starts a part; several may start at once.
   *
   * @throws Exception what {@code start} throws, or IllegalStateException once it is stopping
   */
  <T extends AutoCloseable> T start(Part part, Callable<T> start) throws Exception {
    starting.readLock().lock();
    try {
      if (stopping) {
        throw new IllegalStateException("stopped before " + part.title() + " was started");
      }
      T started = start.call();
      synchronized (running) {
        running.put(part, started);
      }
      return started;
    } finally {
      starting.readLock().unlock();
    }
  }

  /** Waits for the signal that ends the process; never returns. */
  void awaitSignal() {
    Uninterruptibles.awaitUninterruptibly(new CountDownLatch(1));
  }

  /** Stops all parts; does not return if a signal came first. */
  @Override
  public void close() {
    try {
      Runtime.getRuntime().removeShutdownHook(onSignal);
    } catch (IllegalStateException e) {
      // What failed because the JVM is ending is nobody's concern: say nothing, wait for the end.
      awaitSignal();
    }
    stop();
  }

  private void stopAndExit() {
    stop();
    System.out.println("Ordinal has stopped.");
    System.out.flush();
    // Left to itself the JVM would exit with 128 + the signal's number.
    Runtime.getRuntime().halt(0);
  }

  private void stop() {
    stopping = true;
    try {
      boolean settled = starting.writeLock().tryLock(START_BOUND.toMillis(), TimeUnit.MILLISECONDS);
      if (!settled) {
        LOG.warn("stopping while something still starts");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    Map<Part, AutoCloseable> parts;
    synchronized (running) {
      parts = new EnumMap<>(running);
      running.clear();
    }
    parts.forEach(Parts::stop);
  }

  private static void stop(Part part, AutoCloseable running) {
    LOG.info("stopping {}", part.title());
    FutureTask<Void> stop =
        new FutureTask<>(
            () -> {
              running.close();
              return null;
            });
    Thread thread = new Thread(stop, "stop-" + part.title());
    thread.setDaemon(true);
    thread.start();
    try {
      stop.get(part.stopBound().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      LOG.warn("{} did not stop within {} s", part.title(), part.stopBound().toSeconds());
    } catch (ExecutionException e) {
      LOG.warn("{} did not stop cleanly", part.title(), e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
