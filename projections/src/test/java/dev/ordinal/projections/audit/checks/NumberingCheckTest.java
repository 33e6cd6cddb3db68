package dev.ordinal.projections.audit.checks;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.projections.audit.checks.Move.How;
import dev.ordinal.projections.audit.checks.ScopeReport.Skip;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NumberingCheckTest {

  private static final long SEED = Long.getLong("ordinal.seed", System.nanoTime());
  private static final String DAY = "20251121";

  private final Findings findings = new Findings();
  private final NumberingCheck check = new NumberingCheck(findings);
  private long offset;

  @Test
  void numbersFromTheStartWithoutAHoleAreClean() {
    round(defined(1), numbers(1, 5));
    round();
    assertThat(found()).isEmpty();
    assertThat(check.scopes())
        .containsExactly(new ScopeReport("GAM", DAY, 1L, 5L, 5, 0, 0, List.of(), 0, 0));
  }

  @Test
  void aNumberThatIsMissingIsNamed() {
    round(defined(1), numbers(1, 2), numbers(5, 6));
    assertThat(found()).containsExactly(Map.entry(Kind.HOLE, 1L));
    assertThat(findings.told(Kind.HOLE).get(0))
        .isEqualTo("GAM 20251121: 3 to 4 are missing before ordinal.orders.events-2@3");
    assertThat(check.scopes().get(0).holes()).isEqualTo(2);
  }

  @Test
  void theFirstNumberMayNotBeMissingEither() {
    round(defined(1), numbers(2, 3));
    assertThat(found()).containsExactly(Map.entry(Kind.HOLE, 1L));
  }

  @Test
  void aNumberThatComesAgainIsADuplicate() {
    round(defined(1), numbers(1, 3), numbers(2, 2));
    assertThat(found()).containsExactly(Map.entry(Kind.DUPLICATE, 1L));
    assertThat(check.scopes().get(0).duplicates()).isEqualTo(1);
  }

  @Test
  void numbersInAnotherOrderAreFound() {
    round(defined(1), numbers(1, 1), numbers(3, 3), numbers(2, 2));
    assertThat(found()).containsOnlyKeys(Kind.HOLE, Kind.WRONG_ORDER);
  }

  @Test
  void aSeriesMayStartElsewhereAndOnlyThere() {
    round(defined(100), numbers(100, 101));
    assertThat(found()).isEmpty();
    round(issued("20251122", 99, "GAM-20251122-0099"));
    assertThat(found()).containsExactly(Map.entry(Kind.WRONG_START, 1L));
  }

  @Test
  void anUnusedSeriesMayBeDefinedAnewAndAUsedOneNotOtherwise() {
    round(defined(7), defined(1), numbers(1, 2));
    round(defined(1));
    assertThat(found()).isEmpty();
    round(defined(5));
    assertThat(found()).containsExactly(Map.entry(Kind.UNSAFE_DEFINITION, 1L));
  }

  @Test
  void aNumberOfASeriesThatNobodyDefinedIsFound() {
    round(numbers(1, 2));
    assertThat(found()).containsExactly(Map.entry(Kind.UNDEFINED_SERIES, 1L));
  }

  @Test
  void aResetExplainsWhatItSkipsAndIsTold() {
    round(defined(1), moved(How.RESET, 3, 10, 0), numbers(1, 3), numbers(11, 12));
    round();
    assertThat(found()).isEmpty();
    assertThat(check.scopes().get(0))
        .isEqualTo(
            new ScopeReport(
                "GAM",
                DAY,
                1L,
                12L,
                5,
                0,
                7,
                List.of(new Skip(4, 10, 7, "reset", "because")),
                0,
                0));
  }

  @Test
  void aResetThatIsReadBeforeTheNumbersBeforeItWaitsForThem() {
    round(defined(1), moved(How.RESET, 3, 10, 0), numbers(1, 2));
    assertThat(found()).isEmpty();
    round(numbers(3, 3), numbers(11, 11));
    round();
    assertThat(found()).isEmpty();
  }

  @Test
  void numbersThatAreMissingBeforeAResetAreFoundOnceNoneCanCome() {
    round(defined(1), moved(How.RESET, 3, 10, 0), numbers(1, 2));
    round();
    assertThat(found()).containsExactly(Map.entry(Kind.HOLE, 1L));
    round(numbers(11, 11));
    assertThat(findings.count()).isEqualTo(1);
  }

  @Test
  void aSkipWithoutAnEventIsAHole() {
    round(defined(1), numbers(1, 3), numbers(11, 12));
    assertThat(found()).containsExactly(Map.entry(Kind.HOLE, 1L));
  }

  @Test
  void aNumberWithinWhatAResetSkipsIsFound() {
    round(defined(1), moved(How.RESET, 3, 10, 0), numbers(1, 4), numbers(11, 11));
    assertThat(found()).containsKey(Kind.WRONG_SKIP);
  }

  @Test
  void aResetThatExplainsLessThanIsMissingLeavesAHole() {
    round(defined(1), moved(How.RESET, 3, 10, 0), numbers(1, 3), numbers(13, 13));
    assertThat(found()).containsExactly(Map.entry(Kind.HOLE, 1L));
    assertThat(check.scopes().get(0).holes()).isEqualTo(2);
  }

  @Test
  void aResetBelowWhatWasGivenIsFound() {
    round(defined(1), numbers(1, 9), moved(How.RESET, 3, 20, 0));
    assertThat(found()).containsExactly(Map.entry(Kind.WRONG_SKIP, 1L));
  }

  @Test
  void aSyncMayMendACounterThatWasBehind() {
    round(defined(1), moved(How.SYNC, 0, 9, 0), numbers(1, 9));
    round(numbers(10, 10));
    round();
    assertThat(found()).isEmpty();
  }

  @Test
  void aSyncBeyondWhatWasGivenSkipsTheRest() {
    round(defined(1), moved(How.SYNC, 0, 12, 0), numbers(1, 9), numbers(13, 13));
    assertThat(found()).isEmpty();
    assertThat(check.scopes().get(0).skipped()).isEqualTo(3);
  }

  @Test
  void aSyncDoesNotExplainAHoleBeforeIt() {
    round(defined(1), moved(How.SYNC, 0, 9, 0), numbers(1, 4), numbers(6, 9));
    assertThat(found()).containsExactly(Map.entry(Kind.HOLE, 1L));
  }

  @Test
  void anImportAccountsForWhatItBringsAndWhatItLeavesOut() {
    round(
        defined(1),
        moved(How.IMPORT, 0, 5, 3),
        imported(1),
        imported(3),
        imported(5),
        numbers(6, 7));
    round();
    assertThat(found()).isEmpty();
    assertThat(check.scopes().get(0))
        .returns(5L, ScopeReport::count)
        .returns(2L, ScopeReport::skipped);
  }

  @Test
  void anImportedNumberThatIsMissingIsFound() {
    round(defined(1), moved(How.IMPORT, 0, 5, 3), imported(1), imported(5));
    assertThat(found()).isEmpty();
    round();
    assertThat(found()).containsExactly(Map.entry(Kind.HOLE, 1L));
  }

  @Test
  void anImportedNumberThatComesAgainIsADuplicate() {
    round(defined(1), moved(How.IMPORT, 0, 2, 2), imported(1), imported(1), imported(2));
    assertThat(found()).containsKey(Kind.DUPLICATE);
  }

  @Test
  void anImportedNumberWithoutAnImportIsFound() {
    round(defined(1), imported(1));
    assertThat(found()).containsKey(Kind.WRONG_SKIP);
  }

  @Test
  void theTextOfAnotherNumberIsFound() {
    round(defined(1), issued(DAY, 1, "GAM-20251121-0002"));
    assertThat(found()).containsExactly(Map.entry(Kind.WRONG_NUMBER, 1L));
  }

  @Test
  void theTextOfAnotherPeriodOrSeriesIsFound() {
    round(defined(1), issued(DAY, 1, "GAM-20251122-0001"), issued(DAY, 2, "GAMA-20251121-0002"));
    assertThat(found()).containsExactly(Map.entry(Kind.WRONG_NUMBER, 2L));
  }

  @Test
  void numbersOfASeriesInTwoPartitionsAreFound() {
    round(
        defined(1),
        numbers(1, 1),
        () ->
            check.issued(
                new NumberFact(
                    new Place("ordinal.orders.events", 3, 0),
                    "GAM",
                    DAY,
                    2,
                    "GAM-20251121-0002",
                    "c")));
    assertThat(found()).containsExactly(Map.entry(Kind.SECOND_WRITER, 1L));
  }

  @Test
  void voidsAreCountedAndTheNumberStaysTaken() {
    round(
        defined(1),
        numbers(1, 2),
        () -> check.voided(fact(DAY, 2, "GAM-20251121-0002")),
        numbers(3, 3));
    assertThat(found()).isEmpty();
    assertThat(check.scopes().get(0).voids()).isEqualTo(1);
  }

  @Test
  void allAreCountedAndTheFirstAreTold() {
    check.beginRound();
    defined(1).run();
    for (int sequence = 2; sequence < 200; sequence += 2) {
      numbers(sequence, sequence).run();
    }
    check.endRound();
    assertThat(findings.count(Kind.HOLE)).isEqualTo(99);
    assertThat(findings.told(Kind.HOLE)).hasSize(Findings.MAX_TOLD);
  }

  private enum Plant {
    NOTHING,
    REMOVE,
    REPEAT,
    SWAP
  }

  /** In a random log, read in random rounds, each fault is found, and where is none, none is. */
  @ParameterizedTest
  @EnumSource(Plant.class)
  void eachFaultInARandomLogIsFound(Plant plant) {
    for (int i = 0; i < 200; i++) {
      Random random = new Random(SEED + i);
      Findings all = new Findings();
      new RandomLog(random, plant.name()).feed(new NumberingCheck(all));
      assertThat(all.count() > 0)
          .as("-Dordinal.seed=%d, %s", SEED + i, plant)
          .isEqualTo(plant != Plant.NOTHING);
    }
  }

  /** Numbers and resets of one scope, in the order of the log. */
  private static final class RandomLog {

    private final List<Object> log = new ArrayList<>();
    private final Random random;

    RandomLog(Random random, String plant) {
      this.random = random;
      long last = 0;
      for (int i = 0; i < 30; i++) {
        if (random.nextInt(5) == 0) {
          long after = last + random.nextInt(4);
          log.add(
              new Move(
                  new Place("ordinal.numbering.events", 2, i),
                  "GAM",
                  DAY,
                  last,
                  after,
                  random.nextBoolean() ? How.RESET : How.SYNC,
                  0,
                  "because",
                  "m" + i));
          last = after;
        } else {
          last++;
          log.add(
              new NumberFact(
                  new Place("ordinal.orders.events", 2, i),
                  "GAM",
                  DAY,
                  last,
                  "GAM-20251121-%04d".formatted(last),
                  "c" + i));
        }
      }
      // The end may be missing unseen: nothing comes after it.
      log.add(
          new NumberFact(
              new Place("ordinal.orders.events", 2, 30),
              "GAM",
              DAY,
              last + 1,
              "GAM-20251121-%04d".formatted(last + 1),
              "c30"));
      List<Integer> numbers = new ArrayList<>();
      for (int i = 0; i < log.size() - 1; i++) {
        if (log.get(i) instanceof NumberFact) {
          numbers.add(i);
        }
      }
      int at = numbers.get(random.nextInt(numbers.size() - 1));
      switch (plant) {
        case "REMOVE" -> log.remove(at);
        case "REPEAT" -> log.add(at, log.get(at));
        case "SWAP" -> Collections.swap(log, at, numbers.get(numbers.indexOf(at) + 1));
        default -> {}
      }
    }

    /**
     * In each round the moves up to somewhere, and the numbers up to a place that is no later, and
     * no earlier than where the round before ended.
     */
    void feed(NumberingCheck check) {
      int moves = 0;
      int numbers = 0;
      boolean isFirst = true;
      while (numbers < log.size() || isFirst) {
        check.beginRound();
        if (isFirst) {
          check.defined(
              new Place("ordinal.numbering.events", 2, 0),
              "GAM",
              1,
              "daily",
              "GAM-{yyyyMMdd}-{seq:4}");
        }
        isFirst = false;
        int numbersEnd = Math.max(moves, Math.min(log.size(), numbers + random.nextInt(12)));
        int movesEnd = Math.max(moves, Math.min(log.size(), numbersEnd + random.nextInt(6)));
        for (Object one : log.subList(moves, movesEnd)) {
          if (one instanceof Move move) {
            check.moved(move);
          }
        }
        for (Object one : log.subList(numbers, numbersEnd)) {
          if (one instanceof NumberFact number) {
            check.issued(number);
          }
        }
        moves = movesEnd;
        numbers = numbersEnd;
        check.endRound();
      }
      check.beginRound();
      check.endRound();
    }
  }

  private void round(Runnable... facts) {
    check.beginRound();
    for (Runnable fact : facts) {
      fact.run();
    }
    check.endRound();
  }

  private Runnable defined(long start) {
    return () ->
        check.defined(
            new Place("ordinal.numbering.events", 2, offset++),
            "GAM",
            start,
            "daily",
            "GAM-{yyyyMMdd}-{seq:4}");
  }

  private Runnable moved(How how, long before, long after, long imported) {
    return () ->
        check.moved(
            new Move(
                new Place("ordinal.numbering.events", 2, offset++),
                "GAM",
                DAY,
                before,
                after,
                how,
                imported,
                "because",
                "import"));
  }

  private Runnable imported(long sequence) {
    return () ->
        check.imported(
            new NumberFact(
                new Place("ordinal.numbering.events", 2, offset++),
                "GAM",
                DAY,
                sequence,
                "GAM-20251121-%04d".formatted(sequence),
                "import"));
  }

  private Runnable numbers(long first, long last) {
    return () -> {
      for (long sequence = first; sequence <= last; sequence++) {
        issued(DAY, sequence, "GAM-20251121-%04d".formatted(sequence)).run();
      }
    };
  }

  private Runnable issued(String period, long sequence, String number) {
    return () -> check.issued(fact(period, sequence, number));
  }

  private NumberFact fact(String period, long sequence, String number) {
    return new NumberFact(
        new Place("ordinal.orders.events", 2, offset++), "GAM", period, sequence, number, "c");
  }

  private Map<Kind, Long> found() {
    Map<Kind, Long> found = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      if (findings.count(kind) > 0) {
        found.put(kind, findings.count(kind));
      }
    }
    return found;
  }
}
