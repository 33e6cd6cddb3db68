package dev.ordinal.contracts.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OwnerPartitionsTest {

  @Test
  void thereAreFourUnlessTheEnvironmentSaysOtherwise() {
    assertThat(OwnerPartitions.parse(null)).isEqualTo(4);
    assertThat(OwnerPartitions.parse(" ")).isEqualTo(4);
    assertThat(OwnerPartitions.parse("1")).isEqualTo(1);
    assertThat(OwnerPartitions.parse(" 24 ")).isEqualTo(24);
    assertThat(OwnerPartitions.parse("200")).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-4", "201", "four", "4.0", "99999999999"})
  void whatCannotBeANumberOfPartitionsIsNamedWithItsPlace(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> OwnerPartitions.parse(text))
        .withMessage("ORDINAL_PARTITIONS must be a whole number from 1 to 200, not '%s'", text);
  }
}
