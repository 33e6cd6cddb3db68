package dev.ordinal.contracts.background;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has all loops of the process begin anew when the wall clock is set back. In a thread of its own,
 * since a poll that has begun before ends only once the clock has caught up. Thread-safe.
 */
final class WallClockWatch {

  private static final Logger LOG = LoggerFactory.getLogger(WallClockWatch.class);

  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** The one of the process. */
  static final WallClockWatch OF_THIS_PROCESS = new WallClockWatch();

  private final Set<BackgroundLoop> loops = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean started = new AtomicBoolean();

  private WallClockWatch() {}

  /** Tells this one from now on. */
  void add(BackgroundLoop loop) {
    loops.add(loop);
    if (started.compareAndSet(false, true)) {
      Thread thread = new Thread(this::watch, "wall-clock");
      thread.setDaemon(true);
      thread.start();
    }
  }

  void remove(BackgroundLoop loop) {
    loops.remove(loop);
  }

  private void watch() {
    WallClock clock = new WallClock(System::currentTimeMillis, System::nanoTime);
    while (true) {
      LockSupport.parkNanos(INTERVAL.toNanos());
      try {
        look(clock);
      } catch (RuntimeException | Error e) { // a watch that is gone notices nothing
        LOG.error("the look at the wall clock failed", e);
      }
    }
  }

  private void look(WallClock clock) {
    Duration back = clock.setBack();
    if (!back.isZero()) {
      loops.forEach(BackgroundLoop::wallClockSetBack);
      LOG.warn(
          "the wall clock was set back by {} ms; new Kafka clients replace those that measure by it",
          back.toMillis());
    }
  }
}
