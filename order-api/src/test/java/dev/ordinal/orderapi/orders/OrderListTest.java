package dev.ordinal.orderapi.orders;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.ProblemException;
import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderListTest {

  @Test
  void aCursorIsReadBackAsWritten() {
    OrderCursor cursor = new OrderCursor("HM-P", "", 10_000);
    assertThat(OrderCursor.parse(cursor.toText())).isEqualTo(cursor);
    assertThat(cursor.toText()).matches("[A-Za-z0-9_-]+");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "%%%", "GAM/20101201/x", "GAM/20101201/9999999999999999999"})
  void whatIsNoCursorIsRefused(String text) {
    String encoded = Base64.getUrlEncoder().encodeToString(text.getBytes(UTF_8));
    for (String cursor : new String[] {text, encoded}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> OrderCursor.parse(cursor))
          .satisfies(
              e ->
                  assertThat(e.problem().errors())
                      .extracting(FieldError::pointer)
                      .containsExactly("after"));
    }
  }

  @Test
  void aListHas50OrdersUnlessAskedOtherwise() {
    OrderFilter filter = OrderFilter.of(null, null, null, null, null);
    assertThat(filter.limit()).isEqualTo(50);
    assertThat(filter.after()).isEqualTo(OrderCursor.START);
    assertThat(OrderFilter.of("GAM", "20101201", "placed", "500", null).limit()).isEqualTo(500);
  }

  @Test
  void everyInvalidParameterIsNamed() {
    for (String limit : new String[] {"0", "-1", "501", "1.5", "", "many", "99999999999"}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> OrderFilter.of(null, "2010/12", "paid", limit, null))
          .satisfies(
              e ->
                  assertThat(e.problem().errors())
                      .extracting(FieldError::pointer)
                      .containsExactly("status", "period", "limit"));
    }
  }
}
