package dev.ordinal.numberingstream.topology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.apache.kafka.streams.errors.ProcessorStateException;
import org.junit.jupiter.api.Test;

class WriterHealthTest {

  private static final int PARTITION = 2;

  private final WriterHealth health = new WriterHealth();

  @Test
  void aCommandThatFailedTwiceIsNotTriedAThirdTimeAndItsNeighboursAre() {
    fail(7, 0);
    assertThat(health.refusal(PARTITION, 7)).isNull();
    fail(7, 1);
    assertThat(Objects.requireNonNull(health.refusal(PARTITION, 7)).exception())
        .isEqualTo(ProcessorStateException.class.getName());
    assertThat(health.refusal(PARTITION, 8)).isNull();
    assertThat(health.refusal(PARTITION + 1, 7)).isNull();
    assertThat(health.stop(PARTITION, 1)).isNull();
    assertThat(health.troubles()).isEmpty();
  }

  @Test
  void whatCameBeforeItAndComesAgainAfterTheAbortDoesNotMakeItForgotten() {
    fail(7, 0);
    fail(7, 0);
    health.works(PARTITION, 5);
    health.works(PARTITION, -1);
    assertThat(health.refusal(PARTITION, 7)).isNotNull();
    health.works(PARTITION, 8);
    assertThat(health.refusal(PARTITION, 7)).isNull();
  }

  @Test
  void aWriterThatFailsOnAndOnIsStoppedForLongerAndLongerAndNamed() {
    health.opened(PARTITION);
    long now = 0;
    for (long pause : new long[] {0, 0, 30_000, 60_000, 120_000, 240_000, 300_000, 300_000}) {
      fail(now, now);
      assertThat(health.stop(PARTITION, now + pause - 1) != null).isEqualTo(pause > 0);
      assertThat(health.stop(PARTITION, now + pause)).isNull();
      assertThat(health.stop(PARTITION + 1, now)).isNull();
      now += pause + 1;
    }
    assertThat(health.troubles())
        .singleElement()
        .asString()
        .startsWith(
            "the writer of partition 2 is stopped: " + ProcessorStateException.class.getName())
        .contains("WriterHealthTest");
    health.closed(PARTITION);
    assertThat(health.troubles()).as("it is elsewhere now").isEmpty();
    health.opened(PARTITION);
    assertThat(health.troubles()).hasSize(1);
    health.works(PARTITION, now);
    assertThat(health.troubles()).isEmpty();
  }

  private void fail(long offset, long now) {
    health.failed(PARTITION, offset, now, new ProcessorStateException("on purpose"));
  }
}
