package dev.ordinal.contracts.series;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NumberPatternTest {

  private static final Instant NOON = Instant.parse("2025-11-21T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "GAM, GAM-{yyyyMMdd}-{seq:4}, DAILY, Africa/Lagos, 1, 20251121, GAM-20251121-0001",
    "ICCT, ICCT-{seq:3}, NEVER, Asia/Bangkok, 7, '', ICCT-007",
    "HM-P, HM-P-{seq:4}, NEVER, Asia/Bangkok, 1, '', HM-P-0001",
    "BOQ, BOQ-{yyyy}-{MM}-{seq:4}, MONTHLY, Asia/Bangkok, 43, 2025-11, BOQ-2025-11-0043",
    "INV, INV-{yyyy}-{seq:1}, YEARLY, UTC, 12, 2025, INV-2025-12",
  })
  void aNumberShowsItsSeriesPeriodAndSequence(
      String code,
      String pattern,
      Reset reset,
      String zone,
      long sequence,
      String period,
      String number) {
    NumberPattern parsed = pattern(code, pattern, reset, zone);
    assertThat(parsed.period(NOON)).isEqualTo(period);
    assertThat(parsed.format(NOON, sequence)).isEqualTo(number);
    assertThat(parsed.read(number)).contains(new PrintedNumber(period, sequence));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "GAM",
        "GAM-20251121-1",
        "GAM-20251121-00001",
        "GAM-20251121-0001 ",
        "gam-20251121-0001",
        "GAM-20251131-0001",
        "GAM-20250229-0001",
        "GAM-2025112-0001",
        "GAM-20251121-",
        "GAM-20251121-1234567890123456789",
        "GAM-20251121-\u0661\u0662\u0663\u0664",
        "RET-20251121-0001",
      })
  void whatItWouldNeverPrintIsNoNumberOfTheSeries(String text) {
    assertThat(pattern("GAM", "GAM-{yyyyMMdd}-{seq:4}", Reset.DAILY, "Africa/Lagos").read(text))
        .isEmpty();
  }

  @Test
  void aNumberIsReadBackWhereverItsPartsStand() {
    NumberPattern reversed = pattern("X", "X-{seq:2}{MM}{yyyy}-{yyyyMMdd}", Reset.YEARLY, "UTC");
    assertThat(reversed.read("X-12345112025-20251121")).contains(new PrintedNumber("2025", 12345));
    assertThat(reversed.read("X-12345112025-20241121")).isEmpty();
  }

  @Test
  void aDayThatTheZoneLeftOutHasNoNumbers() {
    NumberPattern samoa = pattern("S", "S-{yyyyMMdd}-{seq:4}", Reset.DAILY, "Pacific/Apia");
    assertThat(samoa.read("S-20111230-0001")).isEmpty();
    assertThat(samoa.read("S-20111231-0001")).contains(new PrintedNumber("20111231", 1));
  }

  @Test
  void theTenThousandthNumberWidensInsteadOfLosingADigit() {
    NumberPattern pattern = pattern("GAM", "GAM-{yyyyMMdd}-{seq:4}", Reset.DAILY, "Africa/Lagos");
    assertThat(pattern.format(NOON, 9_999)).isEqualTo("GAM-20251121-9999");
    assertThat(pattern.format(NOON, 10_000)).isEqualTo("GAM-20251121-10000");
    assertThat(pattern.format(NOON, Long.MAX_VALUE)).endsWith("-9223372036854775807");
  }

  @Test
  void theDayEndsAtMidnightInTheZoneOfTheSeries() {
    NumberPattern lagos = pattern("GAM", "GAM-{yyyyMMdd}-{seq:4}", Reset.DAILY, "Africa/Lagos");
    assertThat(lagos.period(Instant.parse("2025-11-21T22:59:59.999999Z"))).isEqualTo("20251121");
    assertThat(lagos.period(Instant.parse("2025-11-21T23:00:00Z"))).isEqualTo("20251122");
  }

  @Test
  void theDayOfTheSpringClockChangeInLondonIsOneDay() {
    NumberPattern london = pattern("RET", "RET-{yyyyMMdd}-{seq:4}", Reset.DAILY, "Europe/London");
    assertThat(london.period(Instant.parse("2011-03-27T00:00:00Z"))).isEqualTo("20110327");
    assertThat(london.period(Instant.parse("2011-03-27T22:59:59Z"))).isEqualTo("20110327");
    assertThat(london.period(Instant.parse("2011-03-27T23:00:00Z"))).isEqualTo("20110328");
  }

  @ParameterizedTest
  @CsvSource({
    "XYZ-{seq:4}, NEVER, 'must begin with the code, a hyphen and a token'",
    "GAM-A{seq:4}, NEVER, 'must begin with the code, a hyphen and a token'",
    "GAM-{seq:4}-1{yyyy}, NEVER, 'may hold A-Z, - and tokens after the code'",
    "GAM-{yyyyMMdd}, DAILY, exactly once",
    "GAM-{seq:4}-{seq:4}, NEVER, exactly once",
    "GAM-{seq:0}, NEVER, unknown token {seq:0}",
    "GAM-{seq:19}, NEVER, unknown token {seq:19}",
    "GAM-{week}-{seq:4}, NEVER, unknown token {week}",
    "GAM-{yyyy}-{MM}-{seq:4}, DAILY, does not show its period: {dd}",
    "GAM-{seq:4}, YEARLY, does not show its period: {yyyy}",
    "GAM-{seq:4}-é, NEVER, 'may hold A-Z, - and tokens after the code'",
    "GAM-{seq:4, NEVER, 'may hold A-Z, - and tokens after the code'",
  })
  void aPatternThatBreaksARuleIsRefusedWithTheRule(String pattern, Reset reset, String rule) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pattern("GAM", pattern, reset, "UTC"))
        .withMessageContaining("series GAM")
        .withMessageContaining(rule);
  }

  @ParameterizedTest
  @CsvSource({"gam", "1GAM", "GAM-", "GAM-2025", "''", "GÄM"})
  void aCodeWhoseNumbersCouldBeAnothersIsRefused(String code) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> pattern(code, code + "-{seq:4}", Reset.NEVER, "UTC"))
        .withMessageContaining("segments that begin with a letter");
  }

  @ParameterizedTest
  @CsvSource({
    "DAILY, 20251121, true",
    "DAILY, 20250230, false",
    "DAILY, 2025-11, false",
    "MONTHLY, 2025-11, true",
    "MONTHLY, 2025-13, false",
    "YEARLY, 2025, true",
    "NEVER, '', true",
    "NEVER, 2025, false",
    "YEARLY, 9999, true",
    "YEARLY, +10000, false",
    "YEARLY, -0001, false",
    "YEARLY, +999999999, false",
    "MONTHLY, +10000-01, false",
  })
  void aPeriodIsToldFromOtherTexts(Reset reset, String text, boolean period) {
    NumberPattern pattern = pattern("GAM", "GAM-{yyyyMMdd}-{seq:4}", reset, "UTC");
    assertThat(pattern.isPeriod(text)).isEqualTo(period);
  }

  @Test
  void aDayThatTheZoneLeftOutIsNoPeriod() {
    NumberPattern samoa = pattern("S", "S-{yyyyMMdd}-{seq:4}", Reset.DAILY, "Pacific/Apia");
    assertThat(samoa.isPeriod("20111230")).isFalse();
    assertThat(samoa.isPeriod("20111231")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "N-{seq:3}, NEVER, '', N-007, N-007",
    "N-{yyyy}-{seq:3}, NEVER, '', N-2025-007,",
    "N-{yyyy}-{seq:3}, YEARLY, 2025, N-2025-007, N-2025-007",
    "N-{yyyy}-{seq:3}, YEARLY, 2024, N-2024-007, N-2024-007",
    "N-{yyyy}-{MM}-{seq:3}, YEARLY, 2025, N-2025-11-007,",
    "N-{yyyy}-{MM}-{seq:3}, YEARLY, 2024,,",
    "N-{yyyyMMdd}-{seq:3}, DAILY, 20240229, N-20240229-007, N-20240229-007",
  })
  void whatComesNextIsShownOnlyAsItWouldBePrinted(
      String pattern, Reset reset, String period, String preview, String always) {
    NumberPattern parsed = pattern("N", pattern, reset, "UTC");
    assertThat(parsed.preview(period, 7, NOON)).isEqualTo(preview);
    assertThat(parsed.print(period, 7)).isEqualTo(always);
  }

  private static NumberPattern pattern(String code, String pattern, Reset reset, String zone) {
    return NumberPattern.of(
        new SeriesDefinition(
            code, SeriesKind.ORDER, pattern, reset, ZoneId.of(zone), Overflow.WIDEN, 1));
  }
}
