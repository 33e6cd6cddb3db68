package dev.ordinal.numberingstream.series;

import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.partners.PartnerCommand.RegisterPartner;
import dev.ordinal.contracts.series.ImportReport;
import dev.ordinal.contracts.series.ImportReport.Finding;
import dev.ordinal.contracts.series.ImportReport.Hole;
import dev.ordinal.contracts.series.ImportReport.Scope;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.numberingstream.orders.OrderExamples;
import dev.ordinal.numberingstream.partners.Partners;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ImportRulesTest {

  private final Writer writer =
      new Writer(
          List.of(new Series(List.of(Partners.IMPORTS)), new Partners()), new InMemoryTables());
  private int commands;

  @BeforeEach
  void defineTheDefaults() {
    writer.define(SeriesDefinition.defaults(), OrderExamples.ACCEPTED_AT);
  }

  @Test
  void theNextNumberFollowsTheHighestAndEachRowIsAnEvent() {
    List<Event> events = decide(rows("HM-P-0002", "HM-P-0001", "HM-P-0004")).events();
    assertThat(events.get(0)).isInstanceOf(NumbersImported.class);
    assertThat(events.subList(1, events.size()))
        .extracting(event -> ((NumberImported) event).number())
        .containsExactly("HM-P-0001", "HM-P-0002", "HM-P-0004");
    assertThat(((NumbersImported) events.get(0)).report().scopes())
        .containsExactly(new Scope("", 0, 4, 3, 1, "HM-P-0005"));
    assertThat(number(register("Ada", null))).isEqualTo("HM-P-0005");
  }

  @Test
  void theReplyTellsTheReportAndNotTheRowsAlsoToARepeat() {
    Command command = rows("HM-P-0001", "HM-P-0002");
    Outcome first = writer.decide(envelope("k", command, 1), Instant.MAX).decided();
    assertThat(first.fact()).isInstanceOf(NumbersImported.class);
    Writer.Step again = writer.decide(envelope("k", command, 2), Instant.MAX);
    assertThat(again.events()).isEmpty();
    assertThat(again.decided().fact()).isEqualTo(first.fact());
  }

  @Test
  void theReportNamesMisfitsDuplicatesTakenNumbersAndHolesByLine() {
    decide(rows("HM-P-0001", "HM-P-0002"));
    Outcome reply =
        ask(check("HM-P-0002", "HM-P-0007", "HM-P-7", "hm-p-0008", "HM-P-0007", "HM-P-0004", ""));
    ImportReport report = ((ImportChecked) Objects.requireNonNull(reply.fact())).report();
    assertThat(report.isClean()).isFalse();
    assertThat(report.taken().told()).extracting(Finding::line).containsExactly(2);
    assertThat(report.misfits().told()).extracting(Finding::line).containsExactly(4, 5, 8);
    assertThat(report.duplicates().told())
        .containsExactly(new Finding(6, "HM-P-0007", "line 3 has this number"));
    assertThat(report.holes().count()).isEqualTo(3);
    assertThat(report.holes().told()).containsExactly(new Hole(7, "", 3, 3), new Hole(3, "", 5, 6));
    assertThat(report.scopes()).containsExactly(new Scope("", 2, 7, 2, 3, "HM-P-0008"));
  }

  @Test
  void aDryRunChangesNothing() {
    decide(check("HM-P-0001", "HM-P-0009"));
    assertThat(number(register("Ada", null))).isEqualTo("HM-P-0001");
  }

  @Test
  void oneBadRowAndNothingIsImported() {
    Outcome refused = ask(rows("HM-P-0001", "HM-P-1"));
    assertThat(rejection(refused)).isEqualTo("import-refused");
    assertThat(Objects.requireNonNull(refused.rejection()).members()).containsKey("report");
    assertThat(number(register("Ada", null))).isEqualTo("HM-P-0001");
  }

  @Test
  void whatWasSkippedByAResetCannotBeImportedAnyMore() {
    ask(new ResetSequence("HM-P", "", 10, null, "the old pad goes on"));
    assertThat(rejection(ask(rows("HM-P-0005")))).isEqualTo("import-refused");
    assertThat(rejection(ask(rows("HM-P-0011")))).isNull();
  }

  @Test
  void importedNamesAreTakenAndOfTwoTheFirstNumberKeepsIt() {
    ImportNumbers named =
        new ImportNumbers(
            "HM-P",
            List.of(
                row(2, "HM-P-0002", "Ada", "ada@example.org"),
                row(3, "HM-P-0001", " ADA ", null),
                row(4, "HM-P-0003", "Grace", "Ada@example.org")),
            false,
            "moving over");
    ImportReport report = ((NumbersImported) decide(named).events().get(0)).report();
    assertThat(report.sharedNames().told())
        .extracting(Finding::line, Finding::detail)
        .containsExactly(
            tuple(2, "HM-P-0001 has its name or e-mail address"),
            tuple(4, "HM-P-0002 has its name or e-mail address"));
    assertThat(existing(register("ada", null))).isEqualTo("HM-P-0001");
    assertThat(existing(register("Alan", "ADA@example.org"))).isEqualTo("HM-P-0002");
    assertThat(existing(register("grace", null))).isEqualTo("HM-P-0003");
  }

  @Test
  void everyPeriodOfAnImportGoesOnByItself() {
    define("DOC-{yyyy}-{seq:3}", Reset.YEARLY, Overflow.WIDEN, 1);
    Outcome reply = ask(rowsOf("DOC", "DOC-2024-002", "DOC-2023-001", "DOC-2024-001"));
    assertThat(((NumbersImported) Objects.requireNonNull(reply.fact())).report().scopes())
        .containsExactly(
            new Scope("2023", 0, 1, 1, 0, "DOC-2023-002"),
            new Scope("2024", 0, 2, 2, 0, "DOC-2024-003"));
  }

  @Test
  void aNumberBelowTheStartOrBeyondTheLastIsAMisfit() {
    define("DOC-{seq:2}", Reset.NEVER, Overflow.REJECT, 10);
    Outcome reply = ask(new ImportNumbers("DOC", list("DOC-09", "DOC-100", "DOC-99"), true, "x"));
    ImportReport report = ((ImportChecked) Objects.requireNonNull(reply.fact())).report();
    assertThat(report.misfits().told()).extracting(Finding::line).containsExactly(2, 3);
    assertThat(report.scopes()).containsExactly(new Scope("", 9, 99, 1, 89, null));
  }

  @Test
  void afterAnImportNothingMayChangeThatCouldPrintANumberTwice() {
    define("DOC-{seq:2}", Reset.NEVER, Overflow.WIDEN, 1);
    ask(rowsOf("DOC", "DOC-01"));
    assertThat(rejection(define("DOC-{seq:2}", Reset.NEVER, Overflow.WIDEN, 5)))
        .isEqualTo("series-in-use");
  }

  @Test
  void aSyncRaisesTheSequenceAndNeverLowersIt() {
    SequenceAdvanced raised = sync(7);
    assertThat(raised.before()).isZero();
    assertThat(raised.after()).isEqualTo(7);
    SequenceAdvanced level = sync(3);
    assertThat(level.before()).isEqualTo(7);
    assertThat(level.after()).isEqualTo(7);
    assertThat(number(register("Ada", null))).isEqualTo("HM-P-0008");
    assertThat(rejection(ask(new SyncSequence("HM-P", "2025", 9, "x"))))
        .isEqualTo("invalid-period");
    assertThat(rejection(ask(new SyncSequence("NOPE", "", 9, "x")))).isEqualTo("unknown-series");
    assertThat(rejection(ask(rowsOf("NOPE", "NOPE-1")))).isEqualTo("unknown-series");
  }

  @Test
  void anImportMovesABoundedNumberOfSequencesAndItsReportStaysSmall() throws IOException {
    ask(
        new DefineSeries(
            new SeriesDefinition(
                "DAY",
                SeriesKind.DOCUMENT,
                "DAY-{yyyyMMdd}-ABCDEFGHIJKLMNOPQRSTUVWXYZABCDE-{seq:18}",
                Reset.DAILY,
                ZoneId.of("UTC"),
                Overflow.WIDEN,
                1)));
    for (boolean dryRun : new boolean[] {true, false}) {
      ImportNumbers tooMany = days(ImportDeliberation.MAX_PERIODS + 1, dryRun);
      Outcome refused = ask(tooMany);
      assertThat(rejection(refused)).isEqualTo("import-refused");
      assertThat(Objects.requireNonNull(refused.rejection()).detail()).contains("at most 1000");
      Writer.Step done = decide(days(ImportDeliberation.MAX_PERIODS, dryRun));
      assertThat(rejection(done.decided())).isNull();
      assertThat(Json.MAPPER.writeValueAsBytes(done.decided())).hasSizeLessThan(500_000);
    }
  }

  @Test
  void holesThatNoLongCountsAreToldAsTheMostThereAre() {
    define("DOC-{yyyy}-{seq:3}", Reset.YEARLY, Overflow.WIDEN, 1);
    String[] numbers = new String[20];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = "DOC-" + (2000 + i) + "-999999999999999999";
    }
    Outcome reply = ask(rowsOf("DOC", numbers));
    assertThat(((NumbersImported) Objects.requireNonNull(reply.fact())).report().holes().count())
        .isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void whatAReportQuotesIsBounded() throws IOException {
    List<ImportedRow> rows = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      rows.add(row(i + 2, "\u0001".repeat(10_000), "Name", null));
    }
    Outcome refused = ask(new ImportNumbers("HM-P", rows, false, "moving over"));
    assertThat(rejection(refused)).isEqualTo("import-refused");
    assertThat(Json.MAPPER.writeValueAsBytes(refused)).hasSizeLessThan(500_000);
  }

  @Test
  void whatComesNextIsShownAsOfNowWhereThePatternShowsMoreThanThePeriod() {
    define("DOC-{yyyy}-{seq:3}", Reset.NEVER, Overflow.WIDEN, 1);
    Outcome never = ask(rowsOf("DOC", "DOC-2010-001"));
    assertThat(((NumbersImported) Objects.requireNonNull(never.fact())).report().scopes())
        .containsExactly(new Scope("", 0, 1, 1, 0, "DOC-2025-002"));
  }

  @Test
  void ofAnotherPeriodWhatComesNextIsNotShownIfThePatternShowsMore() {
    define("DOC-{yyyy}-{MM}-{seq:3}", Reset.YEARLY, Overflow.WIDEN, 1);
    Outcome reply = ask(rowsOf("DOC", "DOC-2010-05-001", "DOC-2025-05-001"));
    assertThat(((NumbersImported) Objects.requireNonNull(reply.fact())).report().scopes())
        .containsExactly(
            new Scope("2010", 0, 1, 1, 0, null), new Scope("2025", 0, 1, 1, 0, "DOC-2025-11-002"));
  }

  private static ImportNumbers days(int many, boolean dryRun) {
    List<ImportedRow> rows = new ArrayList<>();
    for (int i = 0; i < many; i++) {
      String day = LocalDate.of(2000, 1, 1).plusDays(i).format(DateTimeFormatter.BASIC_ISO_DATE);
      String number = "DAY-" + day + "-ABCDEFGHIJKLMNOPQRSTUVWXYZABCDE-000000000000000007";
      rows.add(row(i + 2, number, null, null));
    }
    return new ImportNumbers("DAY", rows, dryRun, "moving over");
  }

  private SequenceAdvanced sync(long highest) {
    Outcome reply = ask(new SyncSequence("HM-P", "", highest, "after a restore"));
    return (SequenceAdvanced) Objects.requireNonNull(reply.fact());
  }

  private Outcome define(String pattern, Reset reset, Overflow overflow, long start) {
    return ask(
        new DefineSeries(
            new SeriesDefinition(
                "DOC", SeriesKind.DOCUMENT, pattern, reset, ZoneId.of("UTC"), overflow, start)));
  }

  private Outcome register(String name, @Nullable String email) {
    return ask(new RegisterPartner("HM-P", name, email, null, null));
  }

  private static ImportNumbers rows(String... numbers) {
    return rowsOf("HM-P", numbers);
  }

  private static ImportNumbers rowsOf(String series, String... numbers) {
    return new ImportNumbers(series, list(numbers), false, "moving over");
  }

  private static ImportNumbers check(String... numbers) {
    return new ImportNumbers("HM-P", list(numbers), true, "moving over");
  }

  private static List<ImportedRow> list(String... numbers) {
    List<ImportedRow> rows = new ArrayList<>();
    for (String number : numbers) {
      rows.add(row(rows.size() + 2, number, null, null));
    }
    return rows;
  }

  private static ImportedRow row(
      int line, String number, @Nullable String name, @Nullable String email) {
    return new ImportedRow(line, number, name, email, null, null);
  }

  private Outcome ask(Command command) {
    return decide(command).decided();
  }

  private Writer.Step decide(Command command) {
    return writer.decide(envelope("key" + commands++, command, 1), Instant.MAX);
  }

  private static String number(Outcome reply) {
    return ((NumberGiven) Objects.requireNonNull(reply.fact())).number();
  }

  private static @Nullable Object existing(Outcome reply) {
    return Objects.requireNonNull(reply.rejection()).members().get("existing");
  }

  private static @Nullable String rejection(Outcome reply) {
    return reply.rejection() == null ? null : reply.rejection().code();
  }
}
