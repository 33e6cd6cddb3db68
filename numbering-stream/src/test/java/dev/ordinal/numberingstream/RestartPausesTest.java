package dev.ordinal.numberingstream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RestartPausesTest {

  private static final Instant T0 = Instant.parse("2026-11-26T10:00:00Z");

  private final RestartPauses pauses = new RestartPauses();

  @Test
  void eachFailureInARowWaitsLongerUpToABound() {
    assertThat(IntStream.range(0, 8).mapToObj(i -> pauses.afterFailure(T0.plusSeconds(i * 11L))))
        .extracting(Duration::toMillis)
        .containsExactly(0L, 500L, 1_000L, 2_000L, 4_000L, 8_000L, 10_000L, 10_000L);
  }

  @Test
  void aFailureAfterAWhileIsTheFirstAgain() {
    pauses.afterFailure(T0);
    pauses.afterFailure(T0);
    assertThat(pauses.afterFailure(T0.plusSeconds(61))).isZero();
  }
}
