package dev.ordinal.orderapi.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdempotencyKeyTest {

  @Test
  void aQuotedKeyIsTheSameKeyAsABareOne() {
    assertThat(key("\"order-17\"")).isEqualTo(key("order-17")).isEqualTo("order-17");
  }

  @Test
  void aQuotedKeyIsUnescaped() {
    assertThat(key("\"a\\\"b\\\\c\"")).isEqualTo("a\"b\\c");
  }

  @Test
  void aKeyMayHave255Characters() {
    String longest = "k".repeat(255);
    assertThat(key(longest)).isEqualTo(longest);
    assertThat(key("\"" + "\\\\".repeat(255) + "\"")).isEqualTo("\\".repeat(255));
  }

  @Test
  void aMissingKeyIsSaidToBeMissing() {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> IdempotencyKey.of(null))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo("idempotency-key-missing"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "  ",
        "\"\"",
        "a b",
        "\"a b\"",
        "\"open",
        "\"",
        "clé",
        "a\tb",
        "\"a\\x\"",
        "\"a\"b"
      })
  void whatIsNoKeyIsRefused(String header) {
    assertInvalid(List.of(header));
  }

  @Test
  void aKeyOf300CharactersIsRefused() {
    assertInvalid(List.of("k".repeat(300)));
    assertInvalid(List.of("k".repeat(8_000)));
    assertInvalid(List.of("\"" + "k".repeat(256) + "\""));
  }

  @Test
  void twoKeysAreRefused() {
    assertInvalid(List.of("a", "a"));
  }

  private static void assertInvalid(List<String> headers) {
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> IdempotencyKey.of(headers))
        .satisfies(e -> assertThat(e.problem().code()).isEqualTo("idempotency-key-invalid"))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(400));
  }

  private static String key(String header) {
    return IdempotencyKey.of(List.of(header)).value();
  }
}
