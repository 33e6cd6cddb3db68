package dev.ordinal.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class WarmUpTest {

  @Test
  void aServerThatIsStillGettingFasterIsNotSteady() {
    assertThat(WarmUp.isSteady(List.of(100.0, 120.0, 140.0, 160.0, 180.0, 200.0))).isFalse();
    assertThat(WarmUp.isSteady(List.of(200.0, 200.0, 200.0, 200.0))).isFalse();
  }

  @Test
  void aServerThatIsHardlyFasterThanBeforeIsSteady() {
    assertThat(WarmUp.isSteady(List.of(50.0, 199.0, 200.0, 201.0, 203.0, 199.0, 202.0))).isTrue();
  }

  @Test
  void withoutTimeThereIsNoWarmUp() throws Exception {
    assertThat(WarmUp.run(length -> Measurement.empty(1), Duration.ZERO)).isNull();
  }
}
