package dev.ordinal.orderapi.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RateLimitTest {

  private static final long SECOND = 1_000_000_000;

  @ParameterizedTest
  @ValueSource(longs = {0, -SECOND, Long.MAX_VALUE - 5, Long.MIN_VALUE})
  void aBurstIsTakenAtOnceAndThenOneAtATimeWhereverTheClockStands(long start) {
    RateLimit limit = new RateLimit(10, 5, start);
    assertThat(taken(limit, start, 20)).isEqualTo(5);
    assertThat(taken(limit, start + SECOND / 10 - 1, 20)).isZero();
    assertThat(taken(limit, start + SECOND / 10, 20)).isEqualTo(1);
    assertThat(taken(limit, start + SECOND / 2, 20)).isEqualTo(4);
  }

  @Test
  void aLongPauseFillsTheBucketAndNoMore() {
    RateLimit limit = new RateLimit(10, 5, 0);
    assertThat(taken(limit, 3600 * SECOND, 100)).isEqualTo(5);
  }

  @Test
  void theWaitIsInWholeSecondsAndLongEnough() {
    RateLimit limit = new RateLimit(1, 1, 0);
    assertThat(limit.take(0)).isZero();
    assertThat(limit.take(1)).isEqualTo(1);
    assertThat(limit.take(SECOND - 1)).isEqualTo(1);
    assertThat(limit.take(SECOND)).isZero();
  }

  @Test
  void whatIsRefusedCostsNothing() {
    RateLimit limit = new RateLimit(1, 1, 0);
    assertThat(taken(limit, 0, 1000)).isEqualTo(1);
    assertThat(limit.take(SECOND)).isZero();
  }

  @Test
  void manyAtOnceGetNoMoreThanThereIs() {
    RateLimit limit = new RateLimit(1, 100, 0);
    assertThat(LongStream.range(0, 10_000).parallel().filter(i -> limit.take(0) == 0).count())
        .isEqualTo(100);
  }

  private static long taken(RateLimit limit, long now, int tries) {
    return LongStream.range(0, tries).filter(i -> limit.take(now) == 0).count();
  }
}
