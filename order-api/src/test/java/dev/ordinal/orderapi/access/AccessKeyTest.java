package dev.ordinal.orderapi.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessKeyTest {

  private static final String HASH = "ab".repeat(32);

  @Test
  void aKeyIsThirtyTwoRandomBytesWithAPrefix() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      keys.add(AccessKey.random());
    }
    assertThat(keys).hasSize(1000).allMatch(key -> key.matches("ord_[A-Za-z0-9_-]{43}"));
  }

  @Test
  void theHashIsThatOfTheWholeKey() {
    // sha256sum of "ord_x".
    assertThat(AccessKey.of("a", Role.STAFF, "ord_x").text())
        .isEqualTo("a:staff:3bf7f3b3770d29c2cbd53befc430c4a4107d5d27045e71844dadeb76dd96325c");
  }

  @Test
  void whatIsConfiguredIsReadAsItWasWritten() {
    AccessKey key = AccessKey.of("shop.eu_1-a", Role.CHECKOUT, AccessKey.random());
    assertThat(AccessKey.parse(key.text())).isEqualTo(key);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "a",
        "a:staff",
        "a:staff:x:y",
        ":staff:HASH",
        "A:staff:HASH",
        "a b:staff:HASH",
        "a:Staff:HASH",
        "anonymous:staff:HASH",
        "ordinal:admin:HASH",
        "a:root:HASH",
        "a:staff:ord_secret",
        "a:staff:HASHab",
        "a,b:staff:HASH"
      })
  void whatIsNoKeyIsRefusedWithoutSayingIt(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccessKey.parse(text.replace("HASH", HASH)))
        .withMessageNotContaining("ord_secret");
  }

  @Test
  void aNameHasAtMostSixtyFourCharacters() {
    assertThat(AccessKey.parse("n".repeat(64) + ":staff:" + HASH).name()).hasSize(64);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> AccessKey.parse("n".repeat(65) + ":staff:" + HASH))
        .withMessageContaining("1 to 64");
  }

  @Test
  void onlyTheVeryKeyIsFoundAmongMany() {
    String key = AccessKey.random();
    AccessKey anna = AccessKey.of("anna", Role.STAFF, key);
    Keyring ring =
        new Keyring(
            List.of(
                AccessKey.of("first", Role.ADMIN, AccessKey.random()),
                anna,
                AccessKey.of("last", Role.ADMIN, AccessKey.random())));
    assertThat(ring.find(key)).contains(anna);
    assertThat(ring.find(key + "x")).isEmpty();
    assertThat(ring.find(key.substring(0, key.length() - 1))).isEmpty();
    assertThat(ring.find("")).isEmpty();
    assertThat(ring.find(anna.sha256())).as("the hash is no key").isEmpty();
    assertThat(new Keyring(List.of()).find(key)).isEmpty();
  }
}
