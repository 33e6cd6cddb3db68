package dev.ordinal.benchmarks.subjects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.benchmarks.load.Workload;
import dev.ordinal.benchmarks.load.Workload.Request;
import org.junit.jupiter.api.Test;

class WorthTest {

  @Test
  void contiguousNumbersOfSeveralDaysAreClean() {
    String[] numbers = {"GAM-20261127-0001", "GAM-20261127-0002", "GAM-20261128-0001"};

    Worth worth = Worth.of(numbers(numbers), numbers(numbers));

    assertThat(worth).isEqualTo(new Worth(3, 0, 0, 0, 0, 0));
    assertThat(worth.asText()).isEqualTo("clean");
  }

  @Test
  void aNumberThatTwoCallersWereToldIsADuplicate() {
    Worth worth =
        Worth.of(
            numbers("GAM-20261127-0001", "GAM-20261127-0002", "GAM-20261127-0002"),
            numbers("GAM-20261127-0001", "GAM-20261127-0002"));

    assertThat(worth).isEqualTo(new Worth(3, 1, 0, 0, 0, 0));
    assertThat(worth.asText()).isEqualTo("1 duplicates");
  }

  @Test
  void aNumberThatIsStoredTwiceIsOneDuplicateHoweverManyWereToldIt() {
    Worth worth =
        Worth.of(
            numbers("GAM-20261127-0001", "GAM-20261127-0001"),
            numbers("GAM-20261127-0001", "GAM-20261127-0001", "GAM-20261127-0001"));

    assertThat(worth.duplicates()).isEqualTo(1);
  }

  @Test
  void aNumberThatIsLeftOutIsAHole() {
    String[] numbers = {"GAM-20261127-0002", "GAM-20261127-0003", "GAM-20261127-0006"};

    assertThat(Worth.of(numbers(numbers), numbers(numbers)).holes()).isEqualTo(3);
  }

  @Test
  void aNumberThatIsATimeIsInvented() {
    String[] numbers = {"GAM-20261127-0001", "GAM-20261127-1795741200123"};

    Worth worth = Worth.of(numbers(numbers), numbers(numbers));

    assertThat(worth).isEqualTo(new Worth(2, 0, 0, 1, 0, 0));
  }

  @Test
  void aNumberThatWasToldAndIsNotStoredIsLost() {
    Worth worth =
        Worth.of(
            numbers("GAM-20261127-0001", "GAM-20261127-0002", "GAM-20261128-0001"),
            numbers("GAM-20261127-0001"));

    assertThat(worth).isEqualTo(new Worth(3, 0, 0, 0, 2, 0));
  }

  @Test
  void aNumberWithMoreThanFourDigitsIsTheNextOne() {
    String[] numbers = new String[10_000];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = "GAM-20261127-%04d".formatted(i + 1);
    }

    assertThat(Worth.of(numbers(numbers), numbers(numbers)).isClean()).isTrue();
  }

  @Test
  void aLeadThatTwoWereToldIsTheirsIsADoubleWinner() {
    LeadWorkload leads = new LeadWorkload();
    Workload creating = leads.creating();
    creating.answered(creating.next(), 201, "{\"id\":\"a\"}");
    creating.answered(creating.next(), 201, "{\"id\":\"b\"}");
    Workload claiming = leads.claiming();
    Request[] claims = new Request[10];
    for (int i = 0; i < claims.length; i++) {
      claims[i] = claiming.next();
    }

    assertThat(claiming.answered(claims[3], 200, "")).isNull();
    assertThat(claiming.answered(claims[4], 409, "")).isNull();
    assertThat(claiming.answered(claims[5], 200, "")).isNull();
    assertThat(leads.worth().isClean()).isTrue();
    claiming.answered(claims[9], 200, "");
    claiming.answered(claims[8], 200, "");

    assertThat(leads.worth()).isEqualTo(new Worth(4, 0, 0, 0, 0, 1));
    assertThat(claiming.answered(claims[0], 503, "")).isEqualTo("503");
  }

  private static ToldNumbers numbers(String... numbers) {
    ToldNumbers told = new ToldNumbers();
    for (String number : numbers) {
      told.add(number);
    }
    return told;
  }
}
