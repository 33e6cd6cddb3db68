package dev.ordinal.projections.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RecordHeadsTest {

  @Test
  void aDecisionIsFinal() {
    assertThat(isFinal("{'replayed':false,'events':[{'orders.placed.v1':{}}]}")).isTrue();
    assertThat(isFinal("{'replayed':false,'events':[],'rejection':{'code':'lead-claimed'}}"))
        .isTrue();
  }

  @Test
  void whatIsToldAgainIsNotFinal() {
    assertThat(isFinal("{'replayed':true,'events':[{'orders.placed.v1':{}}]}")).isFalse();
  }

  @Test
  void aRefusalThatIsDecidedAnewEachTimeIsNotFinal() {
    for (String code :
        new String[] {"command-parked", "unknown-series", "idempotency-key-reused"}) {
      assertThat(
              isFinal(
                  "{'replayed':false,'events':[],'rejection':{'status':1,'code':'CODE'}}"
                      .replace("CODE", code)))
          .as(code)
          .isFalse();
    }
  }

  private static boolean isFinal(String result) {
    return RecordHeads.isFinal(result.replace('\'', '"').getBytes(UTF_8));
  }
}
