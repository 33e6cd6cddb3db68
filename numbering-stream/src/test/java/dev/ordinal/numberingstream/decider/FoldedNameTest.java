package dev.ordinal.numberingstream.decider;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedNameTest {

  @ParameterizedTest
  @CsvSource(
      ignoreLeadingAndTrailingWhitespace = false,
      value = {
        "The Lions,the lions",
        "The Lions,THE LIONS",
        "The Lions,\u3000 The\u00A0 \tLions ",
        "Caf\u00E9,CAFE\u0301",
        "Lions,\uFF2C\uFF49\uFF4F\uFF4E\uFF53",
        "\uFB01ve,FIVE",
        "\u03A3\u0391\u03A3,\u03C3\u03B1\u03C3",
        "Stra\u00DFe,STRASSE",
        "STRA\u1E9EE,Stra\u00DFe",
      })
  void peopleSeeTheSameName(String one, String other) {
    assertThat(FoldedName.of(one)).isEqualTo(FoldedName.of(other));
  }

  @ParameterizedTest
  @CsvSource({"The Lions,TheLions", "Lions,Lion", "Café,Cafe", "A-B,A B", "İ,i"})
  void peopleSeeOtherNames(String one, String other) {
    assertThat(FoldedName.of(one)).isNotEqualTo(FoldedName.of(other));
  }

  @Test
  void theShortWayOfPlainNamesLeadsToTheSame() {
    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      String name =
          random
              .ints(random.nextInt(6), 0, 0x80)
              .map(c -> c % 3 == 0 ? ' ' : c)
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      assertThat(FoldedName.of(name))
          .as("seed %d, '%s'", seed, name)
          .isEqualTo(FoldedName.fold(name));
    }
  }

  @Test
  void foldingAgainChangesNothing() {
    long seed = Long.getLong("ordinal.seed", System.nanoTime());
    Random random = new Random(seed);
    for (int i = 0; i < 200_000; i++) {
      String name =
          random
              .ints(8, 1, 0x30000)
              .filter(c -> Character.isDefined(c) && (c < 0xD800 || c > 0xDFFF))
              .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
              .toString();
      String folded = FoldedName.of(name);
      assertThat(FoldedName.of(folded)).as("seed %d, %s", seed, name).isEqualTo(folded);
    }
  }
}
