package dev.ordinal.projections.audit.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeCheckTest {

  private final Findings findings = new Findings();
  private OutcomeCheck check = new OutcomeCheck(1, true, findings);
  private long offset;

  @Test
  void commandsWithOneResultEachAreClean() {
    round(List.of("a", "b", "c"), List.of("a", "b", "c"));
    assertThat(findings.count()).isZero();
    assertThat(check.matched()).isEqualTo(3);
  }

  @Test
  void aCommandThatIsTriedAgainHasAResultForEachTry() {
    round(List.of("a", "b", "a"), List.of("a", "b", "a"));
    assertThat(findings.count()).isZero();
  }

  @Test
  void aResultThatIsMissingIsNamed() {
    round(List.of("a", "b", "c"), List.of("a", "c"));
    assertThat(findings.told(Kind.MISSING_OUTCOME))
        .containsExactly(
            "command b at ordinal.commands-1@1 is decided and has neither result nor dead letter");
    assertThat(findings.count()).isEqualTo(1);
  }

  @Test
  void theLastResultMayNotBeMissingEither() {
    round(List.of("a", "b"), List.of("a"));
    assertThat(findings.count(Kind.MISSING_OUTCOME)).isEqualTo(1);
    assertThat(findings.count()).isEqualTo(1);
  }

  @Test
  void aSecondResultIsNamed() {
    round(List.of("a", "b"), List.of("a", "a", "b"));
    assertThat(findings.told(Kind.SECOND_OUTCOME))
        .singleElement()
        .asString()
        .contains("ordinal.results-1@3 is of command a");
    assertThat(findings.count()).isEqualTo(1);
  }

  @Test
  void aSecondResultAtTheEndIsFoundOnceItsCommandCannotCome() {
    round(List.of("a"), List.of("a", "a"));
    assertThat(findings.count()).isZero();
    round(List.of(), List.of());
    assertThat(findings.count(Kind.SECOND_OUTCOME)).isEqualTo(1);
  }

  @Test
  void resultsOfCommandsThatAreDecidedLaterWaitForThem() {
    round(List.of("a"), List.of("a", "b", "c"));
    round(List.of("b", "c"), List.of("d"));
    round(List.of("d"), List.of());
    assertThat(findings.count()).isZero();
    assertThat(check.matched()).isEqualTo(4);
  }

  @Test
  void aMissingResultIsToldApartFromResultsThatAreEarly() {
    round(List.of("a", "b"), List.of("a", "c"));
    assertThat(findings.count(Kind.MISSING_OUTCOME)).isEqualTo(1);
    round(List.of("c"), List.of());
    assertThat(findings.count()).isEqualTo(1);
  }

  @Test
  void aRecordThatIsNoCommandHasADeadLetterAndNoResult() {
    check.beginRound();
    check.notACommand(0);
    check.notACommand(1);
    check.command(0, "");
    check.command(1, "wrong key");
    check.command(2, "c");
    check.result(0, "c");
    check.commandsEnd();
    check.endRound();
    assertThat(findings.count()).isZero();
    assertThat(check.matched()).isEqualTo(3);
  }

  @Test
  void aRecordThatIsNoCommandAndHasNoDeadLetterIsFound() {
    round(List.of(""), List.of());
    assertThat(findings.count(Kind.MISSING_OUTCOME)).isEqualTo(1);
  }

  @Test
  void resultsOfCommandsThatAreKeptNoMoreComeFirst() {
    check = new OutcomeCheck(1, false, findings);
    round(List.of("c", "d"), List.of("a", "b", "c", "d"));
    assertThat(findings.count()).isZero();
    round(List.of("e"), List.of("x", "e"));
    assertThat(findings.count(Kind.SECOND_OUTCOME)).isEqualTo(1);
  }

  @Test
  void theFirstCommandThatIsKeptMayHaveLostItsResult() {
    check = new OutcomeCheck(1, false, findings);
    round(List.of("c", "d"), List.of("a", "b", "d"));
    assertThat(findings.count(Kind.MISSING_OUTCOME)).isEqualTo(1);
    assertThat(findings.count()).isEqualTo(1);
  }

  @Test
  void whatWaitsIsBoundedWhateverIsMissing() {
    check.beginRound();
    int sent = 0;
    int answered = 0;
    while (sent < 2 * OutcomeCheck.WINDOW) {
      assertThat(check.takesCommands() || check.takesResults()).as("goes on").isTrue();
      if (check.takesCommands()) {
        check.command(sent, "command-" + sent);
        sent++;
      }
      if (check.takesResults()) {
        check.result(answered, "result-" + answered);
        answered++;
      }
    }
    assertThat(findings.count()).isPositive();
  }

  private void round(List<String> commands, List<String> results) {
    check.beginRound();
    commands.forEach(id -> check.command(offset++, id));
    check.commandsEnd();
    results.forEach(id -> check.result(offset++, id));
    check.endRound();
  }
}
