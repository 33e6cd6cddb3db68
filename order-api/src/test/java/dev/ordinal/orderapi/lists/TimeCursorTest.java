package dev.ordinal.orderapi.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.orderapi.http.ProblemException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimeCursorTest {

  @Test
  void aCursorSurvivesItsText() {
    TimeCursor cursor = new TimeCursor(Instant.parse("2026-11-21T10:15:30.123456Z"), "GAM.1");
    assertThat(TimeCursor.parse(cursor.toText())).isEqualTo(cursor);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nowhere",
        "Lw",
        "eC95",
        "\uD83E\uDD84",
        "LTk5OTk5OTk5OS0wMS0wMVQwMDowMDowMFoveA"
      })
  void whatIsNoCursorIsRefused(String text) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> TimeCursor.parse(text))
        .satisfies(e -> assertThat(e.problem().errors().get(0).pointer()).isEqualTo("after"));
  }
}
