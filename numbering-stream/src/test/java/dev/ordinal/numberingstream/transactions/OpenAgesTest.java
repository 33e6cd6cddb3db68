package dev.ordinal.numberingstream.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class OpenAgesTest {

  private final OpenAges ages = new OpenAges();

  @Test
  void aTransactionAgesFromTheFirstLook() {
    assertThat(ages.update(Set.of(open(1)), at(100))).isFalse();
    assertThat(ages.update(Set.of(open(1), open(2)), at(110))).isTrue();
    assertThat(ages.oldestSeconds(at(112))).isEqualTo(12);
  }

  @Test
  void onesThatFollowEachOtherDoNotAge() {
    assertThat(ages.update(Set.of(open(1)), at(100))).isFalse();
    assertThat(ages.update(Set.of(open(2)), at(110))).isFalse();
    assertThat(ages.oldestSeconds(at(110))).isZero();
    assertThat(ages.update(Set.of(), at(120))).isFalse();
    assertThat(ages.oldestSeconds(at(130))).isZero();
  }

  private static long at(long seconds) {
    return TimeUnit.SECONDS.toNanos(seconds);
  }

  private static OpenTransaction open(long offset) {
    return new OpenTransaction(
        new TopicPartition("topic", 0), new ProducerEpoch(1, (int) offset), offset, 0);
  }
}
