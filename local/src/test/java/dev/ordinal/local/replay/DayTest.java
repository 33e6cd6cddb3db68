package dev.ordinal.local.replay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DayTest {

  @Test
  void aWholeDayHasNeitherHolesNorDuplicates() {
    Day day = Day.of("20101201", listed(3, 1, 2), List.of(number(2)));

    assertThat(day).isEqualTo(new Day("20101201", number(1), number(3), true, 3, 0, 0, 0));
    assertThat(day.isWhole()).isTrue();
  }

  @Test
  void everyAbsentSequenceIsAHole() {
    Day day = Day.of("20101201", listed(2, 3, 6, 9), List.of());

    assertThat(day.holes()).isEqualTo(4);
    assertThat(day.startsAtOne()).isFalse();
    assertThat(day.isWhole()).isFalse();
  }

  @Test
  void aNumberListedTwiceIsADuplicate() {
    Day day = Day.of("20101201", listed(1, 2, 2, 2), List.of());

    assertThat(day.duplicates()).isEqualTo(2);
    assertThat(day.holes()).isZero();
    assertThat(day.isWhole()).isFalse();
  }

  @Test
  void aNumberGivenToTwoOrdersIsADuplicateEvenIfListedOnce() {
    Day day = Day.of("20101201", listed(1, 2), List.of(number(1), number(1)));

    assertThat(day.duplicates()).isEqualTo(1);
  }

  @Test
  void aNumberGivenButNotListedIsMissing() {
    Day day = Day.of("20101201", listed(1, 2), List.of(number(2), number(3)));

    assertThat(day.missing()).isEqualTo(1);
    assertThat(day.isWhole()).isFalse();
    assertThat(Day.of("20101201", List.of(), List.of(number(1))).missing()).isEqualTo(1);
  }

  @Test
  void theTenThousandthOrderOfADayFollowsTheOneBefore() {
    List<Day.Listed> listed = IntStream.rangeClosed(1, 10_001).mapToObj(DayTest::listedAs).toList();

    Day day = Day.of("20101201", listed, List.of());

    assertThat(day.last()).isEqualTo("RET-20101201-10001");
    assertThat(day.isWhole()).isTrue();
  }

  @Test
  void theTotalSumsTheDays() {
    Day one = Day.of("20101201", listed(1, 3), List.of());
    Day two = Day.of("20101202", listed(1, 1), List.of(number(7)));

    assertThat(Day.total(List.of(one, two))).isEqualTo(new Day("total", "", "", true, 4, 1, 1, 1));
  }

  private static List<Day.Listed> listed(int... sequences) {
    return Arrays.stream(sequences).mapToObj(DayTest::listedAs).toList();
  }

  private static Day.Listed listedAs(int sequence) {
    return new Day.Listed(number(sequence), sequence);
  }

  private static String number(int sequence) {
    return "RET-20101201-%04d".formatted(sequence);
  }
}
