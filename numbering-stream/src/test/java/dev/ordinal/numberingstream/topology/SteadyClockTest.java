package dev.ordinal.numberingstream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SteadyClockTest {

  private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration HOLD = Duration.ofMinutes(5);

  private Duration elapsed = Duration.ZERO;
  private Duration error = Duration.ZERO;
  private final SteadyClock clock =
      new SteadyClock(() -> START.plus(elapsed).plus(error), () -> elapsed.toNanos() - 77, HOLD);

  @Test
  void itGoesAsTimeDoes() {
    pass(Duration.ofHours(1));
    assertThat(clock.instant()).isEqualTo(right());
    assertThat(clock.leap()).isZero();
  }

  @Test
  void aLeapForwardChangesNothingAtFirstAndIsSeen() {
    jump(Duration.ofDays(1));
    pass(HOLD.minusSeconds(1));
    assertThat(clock.instant()).isEqualTo(right());
    assertThat(clock.leap()).isEqualTo(Duration.ofDays(1));

    jump(Duration.ofDays(-1));
    pass(HOLD);
    assertThat(clock.instant()).as("mended in time").isEqualTo(right());
    assertThat(clock.leap()).isZero();
  }

  @Test
  void aLeapForwardThatStaysIsFollowed() {
    jump(Duration.ofHours(8));
    pass(HOLD);
    assertThat(clock.instant()).isEqualTo(right().plus(Duration.ofHours(8)));
    assertThat(clock.leap()).isZero();
  }

  @Test
  void anotherLeapIsSeenForAsLongAsTheFirst() {
    jump(Duration.ofHours(1));
    pass(HOLD.minusSeconds(1));
    jump(Duration.ofDays(1));
    pass(HOLD.minusSeconds(1));
    assertThat(clock.instant()).isEqualTo(right());
    pass(Duration.ofSeconds(1));
    assertThat(clock.instant()).isEqualTo(right().plus(Duration.ofHours(25)));
  }

  @Test
  void aLeapBackMakesItStandStillUntilTheWallClockHasCaughtUp() {
    pass(Duration.ofHours(2));
    Instant before = clock.instant();
    jump(Duration.ofHours(-1));
    pass(Duration.ofMinutes(50));
    assertThat(clock.instant()).isEqualTo(before);
    assertThat(clock.leap()).isEqualTo(Duration.ofMinutes(-10));
    pass(Duration.ofMinutes(11));
    assertThat(clock.instant()).isEqualTo(before.plus(Duration.ofMinutes(1)));
    assertThat(clock.leap()).isZero();
  }

  @Test
  void aLittleDifferenceIsMadeUpForSlowly() {
    jump(SteadyClock.LEAP);
    pass(Duration.ofSeconds(100));
    assertThat(clock.instant()).isEqualTo(right().plusSeconds(1));
    assertThat(clock.leap()).isZero();
    pass(Duration.ofSeconds(10_000));
    assertThat(clock.instant()).isEqualTo(right().plus(SteadyClock.LEAP));
  }

  @Test
  void whateverTheWallClockDoesItNeverGoesBackNorRunsFasterThanItSays() {
    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    Random random = new Random(seed);
    Instant before = clock.instant();
    for (int i = 0; i < 20_000; i++) {
      if (random.nextInt(20) == 0) {
        jump(Duration.ofMillis((long) (random.nextGaussian() * 100_000)));
      }
      Duration step = Duration.ofMillis(random.nextInt(10_000));
      pass(step);
      Instant now = clock.instant();
      Duration gone = Duration.between(before, now);
      String at = "seed %d, step %d".formatted(seed, i);
      boolean isFollowed = now.equals(right().plus(error));
      assertThat(gone).as(at).isGreaterThanOrEqualTo(Duration.ZERO);
      assertThat(isFollowed || gone.compareTo(step.plus(step.dividedBy(100))) <= 0).as(at).isTrue();
      before = now;
    }
  }

  private Instant right() {
    return START.plus(elapsed);
  }

  /** Read often, as it is in the stream. */
  private void pass(Duration time) {
    Duration end = elapsed.plus(time);
    clock.instant();
    while (end.minus(elapsed).compareTo(Duration.ofSeconds(1)) > 0) {
      elapsed = elapsed.plusSeconds(1);
      clock.instant();
    }
    elapsed = end;
    clock.instant();
  }

  private void jump(Duration by) {
    error = error.plus(by);
  }
}
