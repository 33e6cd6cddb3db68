package dev.ordinal.projections.audit.checks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OutcomeCheckTest {

  private static final long NOW = 1_780_000_000_000L;

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
    round(List.of(), List.of());
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
    check.command(command(0, "", false));
    check.command(command(1, "wrong key", false));
    check.command(command(2, "c", false));
    result(0, "c", false);
    check.commandsEnd();
    check.endRound(NOW);
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
    round(List.of(), List.of());
    assertThat(findings.count()).as("x may be of an import of before").isZero();
    check.result(offset++, "y", NOW + 3_600_000, () -> true);
    round(List.of(), List.of());
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
        check.command(command(sent, "command-" + sent, false));
        sent++;
      }
      if (check.takesResults()) {
        result(answered, "result-" + answered, false);
        answered++;
      }
    }
    assertThat(findings.count()).isPositive();
  }

  @Test
  void theResultOfAnImportAndOfWhatItsOwnerIsAskedMeanwhileComesLater() {
    check.beginRound();
    check.command(command(0, "import", true));
    check.command(command(1, "behind", false));
    check.command(new OutcomeCheck.Command(2, "other", "RET", NOW, false));
    result(0, "other", false);
    check.endRound(NOW);
    assertThat(findings.count()).isZero();
    assertThat(check.underWay()).isEqualTo(2);
    check.beginRound();
    result(1, "import", false);
    result(2, "behind", false);
    check.endRound(NOW);
    assertThat(findings.count()).isZero();
    assertThat(check.underWay()).isZero();
  }

  @Test
  void anImportThatNeverEndsIsFoundAndWhatWaitsForItToo() {
    check.beginRound();
    check.command(command(0, "import", true));
    check.command(command(1, "behind", false));
    check.endRound(NOW + OutcomeCheck.IMPORT_LIMIT.toMillis());
    assertThat(findings.count(Kind.MISSING_OUTCOME)).isEqualTo(2);
  }

  @Test
  void whatIsReadAgainAndToldAgainIsNoSecondOutcome() {
    check.beginRound();
    check.command(command(0, "a", false));
    result(0, "a", false);
    result(1, "a", true);
    check.endRound(NOW);
    round(List.of(), List.of());
    assertThat(findings.count()).isZero();
  }

  @Test
  void whateverIsReadAgainTheNextCommandsMeetTheirResults() {
    round(List.of("a"), List.of("a"));
    check.beginRound();
    check.command(command(1, "b", false));
    check.commandsEnd();
    for (int i = 0; i < 3 * OutcomeCheck.WINDOW; i++) {
      assertThat(check.takesResults()).as("goes on").isTrue();
      result(i, "again-" + i, true);
    }
    result(1, "b", false);
    check.endRound(NOW);
    assertThat(findings.count()).isZero();
    assertThat(check.matched()).isEqualTo(2);
  }

  @Test
  void aRepeatThatIsToldAgainBeforeItsCommandIsReadHasItsOutcome() {
    round(List.of("a"), List.of("a"));
    check.result(2, "repeat", NOW, () -> false);
    round(List.of("repeat"), List.of());
    assertThat(findings.count()).isZero();
    assertThat(check.matched()).isEqualTo(2);
  }

  @Test
  void resultsWaitUntilTheirCommandsAreRead() {
    check.beginRound();
    assertThat(check.takesResults()).isFalse();
    check.commandsEnd();
    assertThat(check.takesResults()).isTrue();
  }

  private void round(List<String> commands, List<String> results) {
    check.beginRound();
    commands.forEach(id -> check.command(command(offset++, id, false)));
    check.commandsEnd();
    results.forEach(id -> result(offset++, id, false));
    check.endRound(NOW);
  }

  private static OutcomeCheck.Command command(long offset, String id, boolean isImport) {
    return new OutcomeCheck.Command(offset, id, "GAM", NOW, isImport);
  }

  private void result(long place, String id, boolean isReplayed) {
    check.result(place, id, NOW, () -> !isReplayed);
  }
}
