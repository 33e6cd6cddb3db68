package dev.ordinal.orderapi.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PreferTest {

  private static final Duration USUAL = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wait=10|10|wait=10",
        "wait=0|0|wait=0",
        "Wait = 7|7|wait=7",
        "wait=\"7\"|7|wait=7",
        "wait=600|30|wait=30",
        "wait=3, wait=9|3|wait=3",
        "respond-async|0|respond-async",
        "respond-async, wait=10|10|respond-async, wait=10",
        "return=minimal; foo=\"wait=1, x\", wait=4|4|wait=4",
      })
  void isUnderstoodAsTheRfcSays(String header, long seconds, String applied) {
    assertThat(Prefer.of(List.of(header), USUAL))
        .isEqualTo(new Prefer(Duration.ofSeconds(seconds), applied));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "wait", "wait=-1", "wait=soon", "wait=99999999999999999999", ",;=\""})
  void whatMakesNoSenseIsIgnored(String header) {
    assertThat(Prefer.of(List.of(header), USUAL)).isEqualTo(new Prefer(USUAL, null));
  }

  @Test
  void withoutTheHeaderTheWaitIsTheUsualOne() {
    assertThat(Prefer.of(null, USUAL)).isEqualTo(new Prefer(USUAL, null));
  }
}
