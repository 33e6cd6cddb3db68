package dev.ordinal.numberingstream.transactions;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictsTest {

  @Test
  void eachNamesOneTransaction() {
    String text = "7:12=commit,8:0=abort";

    assertThat(text).matches(Verdicts.PATTERN);
    assertThat(Verdicts.parse(text))
        .hasSize(2)
        .containsEntry(new ProducerEpoch(7, 12), Verdict.COMMIT)
        .containsEntry(new ProducerEpoch(8, 0), Verdict.ABORT);
  }

  @Test
  void nothingIsDecidedByDefault() {
    assertThat("").matches(Verdicts.PATTERN);
    assertThat(Verdicts.parse("")).isEmpty();
  }

  @Test
  void whatNamesNoTransactionIsRefused() {
    assertThat("commit").doesNotMatch(Verdicts.PATTERN);
    assertThat("7=commit").doesNotMatch(Verdicts.PATTERN);
    assertThat("7:12=commit,").doesNotMatch(Verdicts.PATTERN);
    assertThat("7:12=maybe").doesNotMatch(Verdicts.PATTERN);
  }
}
