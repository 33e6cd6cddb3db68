package dev.ordinal.contracts.background;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A daemon thread that does its work in turns until it is stopped. No turn can end it: whatever one
 * throws, an {@link Error} too, is logged, counted and followed by the next turn after a pause, 200
 * ms at first and doubling up to 2 s. Until a turn goes well, {@link #trouble()} says what is
 * wrong. Every thread that a service starts for good is one of these. Thread-safe.
 */
public final class BackgroundLoop {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(200);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  /** No turn waits for anything that long, so one that takes longer hangs. */
  private static final Duration LONGEST_TURN = Duration.ofMinutes(2);

  private final String name;
  private final Duration interval;
  private final Turn turn;
  private final Thread thread;
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final AtomicLong failures = new AtomicLong();
  private volatile @Nullable String reason;
  private volatile long lastSign = System.nanoTime();

  /** How often the wall clock was set back. */
  private final AtomicInteger setBacks = new AtomicInteger();

  /** How often by the begin of this turn. */
  private volatile int setBacksBefore;

  /** Used by the thread alone, as the next. */
  private Duration pause = SHORTEST_PAUSE;

  private int setBacksTold;

  /** A piece of the work. */
  @FunctionalInterface
  public interface Turn {

    /**
     * Does it. One that goes on for long calls {@link BackgroundLoop#goesWell()} every few seconds,
     * and returns soon once {@link BackgroundLoop#isStopping()}.
     *
     * @throws InterruptedException if the thread was interrupted; no failure when it stops
     */
    void run() throws Exception;
  }

  /**
   * A loop that has not started.
   *
   * @param name of the thread and of the part in health checks and metrics
   * @param interval how long to wait between a turn that went well and the next
   */
  public BackgroundLoop(String name, Duration interval, Turn turn) {
    this.name = name;
    this.interval = interval;
    this.turn = turn;
    this.thread = new Thread(this::run, name);
    thread.setDaemon(true);
  }

  /** What it is called. */
  public String name() {
    return name;
  }

  /** Begins; to be called once. */
  public void start() {
    lastSign = System.nanoTime();
    WallClockWatch.OF_THIS_PROCESS.add(this);
    thread.start();
  }

  /** Ends after the turn at hand; does not wait. A turn may say so of its own loop. */
  public void end() {
    stopping.countDown();
  }

  /**
   * Ends, and waits for that.
   *
   * @param wake gets the turn at hand to return, such as {@link #interrupt()}
   * @param patience the longest wait
   */
  public void stop(Runnable wake, Duration patience) throws InterruptedException {
    end();
    wake.run();
    thread.join(Math.max(1, patience.toMillis()));
  }

  /** Interrupts the turn at hand. */
  public void interrupt() {
    thread.interrupt();
  }

  /** Whether it has been told to end. */
  public boolean isStopping() {
    return stopping.getCount() == 0;
  }

  /** Whether its thread runs. */
  public boolean isAlive() {
    return thread.isAlive();
  }

  /**
   * The work goes well: what failed before is over. For a turn that goes on for long.
   *
   * @throws IllegalStateException if the wall clock was set back in this turn: the Kafka clients
   *     that it has made may do nothing until the clock has caught up
   */
  public void goesWell() {
    if (setBacks.get() != setBacksBefore) {
      throw new IllegalStateException("the wall clock was set back");
    }
    wentWell();
  }

  /**
   * Whether the wall clock was set back since this was last asked, so that Kafka clients that are
   * kept from turn to turn must be replaced. To be called by the thread of this loop.
   */
  public boolean isWallClockSetBack() {
    int now = setBacks.get();
    boolean isSetBack = now != setBacksTold;
    setBacksTold = now;
    return isSetBack;
  }

  /** Ends the turn at hand, whose Kafka clients may wait for as long as the clock was set back. */
  void wallClockSetBack() {
    setBacks.incrementAndGet();
    interrupt();
  }

  private void wentWell() {
    lastSign = System.nanoTime();
    if (reason != null) {
      LOG.info("{} goes on", name);
      reason = null;
    }
    pause = SHORTEST_PAUSE;
  }

  /** How many turns have failed since the start. */
  public long failures() {
    return failures.get();
  }

  /** Why its work is not done now, in words fit for operators; null while it is, or has ended. */
  public @Nullable String trouble() {
    if (isStopping()) {
      return null;
    }
    String failed = reason;
    if (failed != null) {
      return failed;
    }
    Duration silent = Duration.ofNanos(System.nanoTime() - lastSign);
    return silent.compareTo(LONGEST_TURN.plus(interval)) > 0
        ? "no sign of life for " + silent.toSeconds() + " s"
        : null;
  }

  private void run() {
    while (!isStopping()) {
      Duration wait = interval;
      try {
        setBacksBefore = setBacks.get();
        turn.run();
        wentWell();
      } catch (Throwable e) { // an Error too: a thread that is gone helps nobody
        failed(e);
        wait = pause;
        Duration doubled = pause.multipliedBy(2);
        pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
      }
      try {
        await(wait);
      } catch (InterruptedException e) {
        // Only a stop ends it; whoever interrupts for another reason wants the next turn now.
        LOG.debug("{} was interrupted", name);
      }
    }
    WallClockWatch.OF_THIS_PROCESS.remove(this);
  }

  private void failed(Throwable e) {
    if (isStopping()) {
      LOG.debug("{} is stopping", name, e);
      return;
    }
    if (setBacks.get() != setBacksBefore) {
      LOG.info("{} begins anew", name);
      return;
    }
    failures.incrementAndGet();
    lastSign = System.nanoTime();
    // The message alone may be long or quote values; the class tells one kind from another.
    String now = "failed with " + e.getClass().getSimpleName();
    if (!now.equals(reason)) {
      LOG.error("{} failed and is tried again", name, e);
      reason = now;
    }
  }

  /** Waits, in a turn, for that long or until it is to end. */
  public void await(Duration wait) throws InterruptedException {
    boolean stopped = stopping.await(wait.toMillis(), TimeUnit.MILLISECONDS);
    LOG.trace("{} is stopping: {}", name, stopped);
  }
}
