package dev.ordinal.numberingstream.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** The rule of ADR 16, sentence by sentence; how it holds in all is in SimulationTest. */
class PartitionClockTest {

  private static final Instant NOON = Instant.parse("2026-11-26T12:00:00Z");
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final Duration HOLD = Duration.ofMinutes(2);

  private final PartitionClock clock = new PartitionClock(GRACE, HOLD);

  @Test
  void aDeadlinePassesByItselfAGraceAfterItsTime() {
    assertThat(clock.passed(at(4), at(4), NOON)).isNull();
    assertThat(clock.passed(at(5), at(5), NOON)).isEqualTo(NOON);
  }

  @Test
  void nothingPassesThatACommandNotDecidedCouldBeInTimeFor() {
    assertThat(clock.passed(at(3600), null, NOON)).as("nothing is known").isNull();
    assertThat(clock.passed(at(3600), at(4), NOON)).isNull();
    assertThat(clock.passed(at(7200), at(4), NOON)).isNull();
    assertThat(clock.passed(at(7200), at(6), NOON)).isEqualTo(at(1));
  }

  @Test
  void theTimeNeverGoesBack() {
    assertThat(clock.passed(at(60), at(60), NOON)).isEqualTo(at(55));
    // A deadline that is told to be later than the clock, which has been put back.
    assertThat(clock.passed(at(60), at(60), at(10))).isNull();
    assertThat(clock.passed(at(30), at(30), at(10))).isNull();
    assertThat(clock.passed(at(61), at(61), at(10))).isEqualTo(at(56));
  }

  @Test
  void theTimeMovesOnThoughNothingIsDue() {
    assertThat(clock.passed(at(60), at(60), null)).isNull();
    assertThat(clock.passed(at(60), at(60), at(10))).isNull();
  }

  @Test
  void whatIsLongOverdueAtAStartIsHeldAndThenPasses() {
    Instant monday = NOON.plus(Duration.ofDays(2));
    assertThat(clock.passed(monday, monday, NOON)).isNull();
    assertThat(clock.heldSince()).isEqualTo(monday);
    Instant soon = monday.plus(HOLD).minusMillis(1);
    assertThat(clock.passed(soon, soon, NOON)).isNull();
    Instant later = monday.plus(HOLD);
    assertThat(clock.passed(later, later, NOON)).isEqualTo(later.minus(GRACE));
    assertThat(clock.heldSince()).isNull();
    Instant next = later.plusSeconds(1);
    assertThat(clock.passed(next, next, NOON)).as("the rest").isEqualTo(next.minus(GRACE));
  }

  @Test
  void whatIsOverdueALittleAtAStartPassesAtOnce() {
    Instant start = NOON.plus(PartitionClock.OVERDUE).plus(GRACE);
    assertThat(clock.passed(start, start, NOON)).isEqualTo(start.minus(GRACE));
  }

  @Test
  void nothingIsHeldAfterTheStart() {
    assertThat(clock.passed(NOON, NOON, null)).isNull();
    assertThat(clock.passed(at(7200), at(7200), NOON)).isEqualTo(at(7195));
  }

  @Test
  void theNextTickIsWhenTheNextDeadlineCanPass() {
    assertThat(clock.pause(NOON, null)).isEqualTo(GRACE);
    assertThat(clock.pause(NOON, at(3600))).isEqualTo(GRACE);
    assertThat(clock.pause(NOON, at(-3))).isEqualTo(Duration.ofSeconds(2));
    assertThat(clock.pause(NOON, at(-9))).isNegative();
  }

  private static Instant at(long second) {
    return NOON.plusSeconds(second);
  }
}
