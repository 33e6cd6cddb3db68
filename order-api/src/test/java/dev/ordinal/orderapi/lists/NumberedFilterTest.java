package dev.ordinal.orderapi.lists;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;

class NumberedFilterTest {

  private static final List<String> STATUSES = List.of("placed", "cancelled");

  @Test
  void aListHas50ItemsUnlessAskedOtherwise() {
    NumberedFilter filter = NumberedFilter.of(STATUSES, null, null, null, null, null);
    assertThat(filter.paging().limit()).isEqualTo(50);
    assertThat(filter.paging().after()).isEqualTo(Cursor.START);
    assertThat(
            NumberedFilter.of(STATUSES, "GAM", "20101201", "placed", "500", null).paging().limit())
        .isEqualTo(500);
  }

  @Test
  void everyInvalidParameterIsNamed() {
    for (String limit : new String[] {"0", "-1", "501", "1.5", "", "many", "99999999999"}) {
      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(() -> NumberedFilter.of(STATUSES, null, "2010/12", "paid", limit, null))
          .satisfies(
              e ->
                  assertThat(e.problem().errors())
                      .extracting(FieldError::pointer)
                      .containsExactly("status", "period", "limit"));
    }
  }
}
