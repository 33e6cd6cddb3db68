package dev.ordinal.orderapi.lists;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.ProblemException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CursorTest {

  @Test
  void aCursorIsReadBackAsWritten() {
    Cursor cursor = new Cursor("HM-P", "", 10_000);
    assertThat(Cursor.parse(cursor.toText())).isEqualTo(cursor);
    assertThat(cursor.toText()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "GAM/20101201/x", "GAM/20101201/9999999999999999999"})
  void whatIsNoCursorIsRefused(String text) {
    String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));
    for (String cursor : new String[] {text, encoded}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> Cursor.parse(cursor))
          .satisfies(
              e ->
                  assertThat(e.problem().errors())
                      .extracting(FieldError::pointer)
                      .containsExactly("after"));
    }
  }
}
