package dev.ordinal.orderapi.series;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ordinal.orderapi.http.FieldError;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.StrictJson;
import io.dropwizard.jersey.validation.Validators;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SeriesRequestsTest {

  private static final String SERIES =
      "{'kind':'order','pattern':'OVF-{seq:4}','reset':'never','zone':'UTC','start':%s}";
  private static final String RESET = "{'current':%s,'reason':'an old pad goes on'}";
  private static final String LAST = "999999999999999999";

  private final StrictJson json = new StrictJson(Validators.newValidator());

  @Test
  void aSequenceHasAtMostEighteenDigits() {
    assertThat(
            read(SERIES.formatted(LAST), PutSeriesRequest.class)
                .toCommand("OVF")
                .definition()
                .start())
        .isEqualTo(999_999_999_999_999_999L);
    assertThat(read(RESET.formatted(LAST), ResetSequenceRequest.class).toCommand("OVF").current())
        .isEqualTo(999_999_999_999_999_999L);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"1000000000000000000", "9223372036854775807", "9223372036854775808", "-1", "0.5"})
  void whatNoSequenceCanBeIsNamed(String value) {
    assertNamed(SERIES.formatted(value), PutSeriesRequest.class, "/start");
    assertNamed(RESET.formatted(value), ResetSequenceRequest.class, "/current");
  }

  private void assertNamed(String body, Class<? extends JsonRequest> type, String pointer) {
    ProblemException problem = catchThrowableOfType(ProblemException.class, () -> read(body, type));
    assertThat(problem.problem().status()).isEqualTo(422);
    assertThat(problem.problem().errors()).extracting(FieldError::pointer).containsExactly(pointer);
  }

  /** Reads a body in which single quotes stand for double ones. */
  private <T extends JsonRequest> T read(String body, Class<T> type) {
    return json.read(body.replace('\'', '"').getBytes(UTF_8), type);
  }
}
