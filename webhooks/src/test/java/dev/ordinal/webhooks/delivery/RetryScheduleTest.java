package dev.ordinal.webhooks.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RetryScheduleTest {

  @Test
  void theDefaultIsTheStandardsAndEndsAfterTheTenthAttempt() {
    RetrySchedule retries = new DeliverySettings().retries();
    assertThat(IntStream.rangeClosed(1, 9).mapToObj(i -> retries.pauseAfter(i, 0).orElseThrow()))
        .isEqualTo(
            List.of(
                Duration.ofSeconds(5),
                Duration.ofMinutes(5),
                Duration.ofMinutes(30),
                Duration.ofHours(2),
                Duration.ofHours(5),
                Duration.ofHours(10),
                Duration.ofHours(14),
                Duration.ofHours(20),
                Duration.ofHours(24)));
    assertThat(retries.pauseAfter(10, 0)).isEmpty();
  }

  @Test
  void chanceMakesAPauseUpToAFifthLongerAndNeverShorter() {
    RetrySchedule retries = new RetrySchedule(List.of(Duration.ofSeconds(10)));
    assertThat(retries.pauseAfter(1, 0)).contains(Duration.ofSeconds(10));
    assertThat(retries.pauseAfter(1, 0.5)).contains(Duration.ofSeconds(11));
    assertThat(retries.pauseAfter(1, 1)).contains(Duration.ofSeconds(12));
  }

  @Test
  void withoutPausesThereIsOneAttempt() {
    assertThat(new RetrySchedule(List.of()).pauseAfter(1, 0)).isEmpty();
  }
}
