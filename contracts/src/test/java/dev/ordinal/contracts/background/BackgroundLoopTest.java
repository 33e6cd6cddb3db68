package dev.ordinal.contracts.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackgroundLoopTest {

  private static final Duration LIMIT = Duration.ofSeconds(20);

  /** What each turn throws, or returns. */
  private final BlockingQueue<Object> turns = new SynchronousQueue<>();

  private final BackgroundLoop loop = new BackgroundLoop("part", Duration.ZERO, this::turn);

  @AfterEach
  void stop() throws Exception {
    loop.stop(loop::interrupt, LIMIT);
    assertThat(loop.isAlive()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      classes = {
        IllegalStateException.class,
        NullPointerException.class,
        StackOverflowError.class,
        NoClassDefFoundError.class,
        java.io.IOException.class
      })
  void whateverATurnThrowsIsToldAndTheNextTurnComes(Class<? extends Throwable> type)
      throws Exception {
    loop.start();
    next("fine");
    next(type.getDeclaredConstructor().newInstance());
    next("began again");
    // The second turn after it begins when the first has gone well.
    next(new AssertionError("told"));
    assertThat(loop.failures()).isBetween(1L, 2L);
    BlockingQueue<Object> told = awaitTrouble();
    assertThat(told.take()).isEqualTo("failed with AssertionError");
    assertThat(loop.failures()).isEqualTo(2);
    assertThat(loop.isAlive()).isTrue();
  }

  @Test
  void aTurnThatGoesWellEndsTheTrouble() throws Exception {
    CountDownLatch well = new CountDownLatch(1);
    CountDownLatch seen = new CountDownLatch(1);
    int[] count = {0};
    BackgroundLoop other =
        new BackgroundLoop(
            "other",
            Duration.ZERO,
            () -> {
              if (count[0]++ == 0) {
                throw new IllegalStateException("once");
              }
              well.countDown();
              seen.await();
            });
    other.start();
    assertThat(well.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(other.trouble()).isEqualTo("failed with IllegalStateException");
    other.goesWell();
    assertThat(other.trouble()).isNull();
    seen.countDown();
    other.stop(other::interrupt, LIMIT);
    assertThat(other.trouble()).as("of what was stopped on purpose").isNull();
  }

  @Test
  void anInterruptAloneDoesNotEndIt() throws Exception {
    loop.start();
    next("fine");
    loop.interrupt();
    next("still there");
    assertThat(loop.isAlive()).isTrue();
  }

  @Test
  void aTurnMayEndItsOwnLoop() throws Exception {
    BackgroundLoop[] self = new BackgroundLoop[1];
    self[0] = new BackgroundLoop("once", Duration.ofHours(1), () -> self[0].end());
    self[0].start();
    self[0].stop(() -> {}, LIMIT);
    assertThat(self[0].isAlive()).isFalse();
    assertThat(self[0].failures()).isZero();
  }

  @Test
  void aTurnThatWaitsForItsClientsBeginsAnewWhenTheWallClockIsSetBack() throws Exception {
    BlockingQueue<Boolean> turnsBegun = new LinkedBlockingQueue<>();
    BackgroundLoop[] self = new BackgroundLoop[1];
    self[0] =
        new BackgroundLoop(
            "clients",
            Duration.ZERO,
            () -> {
              turnsBegun.add(self[0].isWallClockSetBack());
              new CountDownLatch(1).await();
            });
    self[0].start();
    assertThat(turnsBegun.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isFalse();
    self[0].wallClockSetBack();
    assertThat(turnsBegun.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
    assertThat(self[0].failures()).as("nothing failed").isZero();
    self[0].stop(self[0]::interrupt, LIMIT);
  }

  @Test
  void aTurnThatMissesTheInterruptIsToldWhenItSaysThatItGoesWell() throws Exception {
    BlockingQueue<String> turnsBegun = new LinkedBlockingQueue<>();
    CountDownLatch setBack = new CountDownLatch(1);
    BackgroundLoop[] self = new BackgroundLoop[1];
    self[0] =
        new BackgroundLoop(
            "clients",
            Duration.ZERO,
            () -> {
              turnsBegun.add("begun");
              while (!self[0].isStopping()) {
                if (setBack.getCount() == 1) {
                  self[0].wallClockSetBack();
                  setBack.countDown();
                }
                boolean unused = Thread.interrupted();
                self[0].goesWell();
              }
            });
    self[0].start();
    for (int turn = 1; turn <= 2; turn++) {
      assertThat(turnsBegun.poll(LIMIT.toSeconds(), TimeUnit.SECONDS)).isEqualTo("begun");
    }
    self[0].stop(self[0]::interrupt, LIMIT);
  }

  private void turn() throws Exception {
    Object what = turns.take();
    if (what instanceof Exception e) {
      throw e;
    }
    if (what instanceof Error e) {
      throw e;
    }
  }

  private void next(Object what) throws InterruptedException {
    assertThat(turns.offer(what, LIMIT.toSeconds(), TimeUnit.SECONDS)).as("taken").isTrue();
  }

  private BlockingQueue<Object> awaitTrouble() {
    BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    while (told.isEmpty() && System.nanoTime() < deadline) {
      String trouble = loop.trouble();
      if (trouble != null && trouble.contains("AssertionError")) {
        told.add(trouble);
      }
      Thread.onSpinWait();
    }
    return told;
  }
}
