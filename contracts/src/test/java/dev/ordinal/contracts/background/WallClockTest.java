package dev.ordinal.contracts.background;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WallClockTest {

  private Duration wall = Duration.ofDays(20_000);
  private Duration monotonic = Duration.ofHours(-3);
  private final WallClock clock = new WallClock(() -> wall.toMillis(), () -> monotonic.toNanos());

  @Test
  void whileBothGoOnNothingIsTold() {
    pass(Duration.ofSeconds(1));
    assertThat(clock.setBack()).isZero();
  }

  @Test
  void aClockThatStandsStillIsSetBackOnceItIsLateByMoreThanIsTolerated() {
    monotonic = monotonic.plus(WallClock.TOLERANCE);
    assertThat(clock.setBack()).isZero();
    monotonic = monotonic.plus(WallClock.TOLERANCE).plusMillis(1);
    assertThat(clock.setBack()).isEqualTo(WallClock.TOLERANCE.plusMillis(1));
  }

  @Test
  void whatIsSetBackIsToldOnce() {
    wall = wall.minusMinutes(14);
    assertThat(clock.setBack()).isEqualTo(Duration.ofMinutes(14));
    pass(Duration.ofSeconds(1));
    assertThat(clock.setBack()).isZero();
  }

  @Test
  void aLeapAheadIsNotToldButTheWayBackIs() {
    wall = wall.plusMinutes(5);
    assertThat(clock.setBack()).isZero();
    wall = wall.minusMinutes(5);
    assertThat(clock.setBack()).isEqualTo(Duration.ofMinutes(5));
  }

  private void pass(Duration time) {
    wall = wall.plus(time);
    monotonic = monotonic.plus(time);
  }
}
