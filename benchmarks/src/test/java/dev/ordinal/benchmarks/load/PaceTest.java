package dev.ordinal.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PaceTest {

  private static final long MILLI = 1_000_000;

  @Test
  void latencyOfAnOpenLoopCountsFromWhenARequestWasToBeSent() {
    Pace pace = Pace.open(100, 10, 0, 100 * MILLI);
    long afterAStall = 55 * MILLI;
    List<Long> from = new ArrayList<>();

    while (pace.isDue(afterAStall)) {
      from.add(pace.take(afterAStall) / MILLI);
    }

    assertThat(from).containsExactly(0L, 10L, 20L, 30L, 40L, 50L);
    assertThat(pace.nanosToNext(afterAStall)).isEqualTo(5 * MILLI);
  }

  @Test
  void anOpenLoopSendsAllOfItsTimeEvenAfterItsEndAndNoneOfLater() {
    Pace pace = Pace.open(100, 10, 0, 30 * MILLI);
    int sent = 0;

    while (pace.isDue(1_000 * MILLI)) {
      pace.take(1_000 * MILLI);
      sent++;
    }

    assertThat(sent).isEqualTo(3);
    assertThat(pace.countsLate()).isTrue();
  }

  @Test
  void aClosedLoopCountsFromWhenARequestIsSentAndEndsInTime() {
    Pace pace = Pace.closed(7, 30 * MILLI);

    assertThat(pace.connections()).isEqualTo(7);
    assertThat(pace.isDue(29 * MILLI)).isTrue();
    assertThat(pace.take(29 * MILLI)).isEqualTo(29 * MILLI);
    assertThat(pace.isDue(30 * MILLI)).isFalse();
    assertThat(pace.countsLate()).isFalse();
  }
}
