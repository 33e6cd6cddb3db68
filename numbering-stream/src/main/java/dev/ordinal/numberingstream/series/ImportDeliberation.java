package dev.ordinal.numberingstream.series;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.ImportReport;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesRejection;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.Deliberation;
import dev.ordinal.numberingstream.decider.Sequences;
import dev.ordinal.numberingstream.series.ImportAnalysis.Good;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Decides one import: all rows or none, so that the numbers after them can rely on it. A number is
 * imported only above the last one of its scope: below, it was given or skipped. The rows are taken
 * in as they came and then looked at in the order of their numbers, which is that of the events.
 */
final class ImportDeliberation implements Deliberation {

  /**
   * How many sequences one import can move: each is told in the report, which is kept for repeats.
   */
  static final int MAX_PERIODS = 1_000;

  /**
   * The longest text of a row, in UTF-16 units: an event and a name have room for it, however it is
   * written. The API takes much less.
   */
  private static final int MAX_TEXT = 10_000;

  private final SeriesDefinition definition;
  private final ImportNumbers command;
  private final DecisionContext context;
  private final Function<ImportedRow, @Nullable String> sharing;
  private final @Nullable NumbersImported happened;
  private final ImportAnalysis analysis;
  private final Iterator<ImportedRow> rows;
  private final List<Event> imported = new ArrayList<>();

  /**
   * An import into a series that there is.
   *
   * @param sharing tells who has a row's name, or null; asked in the order of the numbers
   * @param happened the first event of the import if it has happened; the others follow from it
   */
  ImportDeliberation(
      SeriesDefinition definition,
      Sequences sequences,
      ImportNumbers command,
      DecisionContext context,
      Function<ImportedRow, @Nullable String> sharing,
      @Nullable NumbersImported happened) {
    this.definition = definition;
    this.command = command;
    this.context = context;
    this.sharing = sharing;
    this.happened = happened;
    this.rows = command.rows().iterator();
    Map<String, Long> last = new HashMap<>();
    if (happened != null) {
      // The sequences have moved since.
      happened.report().scopes().forEach(scope -> last.put(scope.period(), scope.before()));
    }
    this.analysis =
        new ImportAnalysis(
            definition,
            sequences.pattern(definition),
            // Nothing moves while an import is looked at, and it asks for every row.
            period -> last.computeIfAbsent(period, p -> sequences.last(definition, p)));
  }

  @Override
  public @Nullable Decision step(int size) {
    if (rows.hasNext()) {
      for (int i = 0; i < size && rows.hasNext(); i++) {
        analysis.add(rows.next());
      }
      return null;
    }
    if (analysis.periods() > MAX_PERIODS) {
      return tooManyPeriods();
    }
    for (int i = 0; i < size; i++) {
      Good good = analysis.next();
      if (good == null) {
        return decision();
      }
      look(good);
    }
    return null;
  }

  private void look(Good good) {
    ImportedRow row = good.row();
    String holder = happened == null ? sharing.apply(row) : null;
    if (holder != null) {
      analysis.shares(row, holder);
    }
    if (!command.dryRun() && analysis.isClean()) {
      imported.add(event(good));
    }
  }

  private Decision decision() {
    NumbersImported first = happened;
    if (first == null) {
      ImportReport report = analysis.report(command.rows().size(), context.acceptedAt());
      if (command.dryRun()) {
        return Decision.accepted(
            new ImportChecked(
                definition.code(),
                report,
                context.acceptedAt(),
                context.actor(),
                context.commandId()));
      }
      if (!report.isClean()) {
        return refused(report);
      }
      first =
          new NumbersImported(
              definition.code(),
              report,
              command.reason(),
              context.acceptedAt(),
              context.actor(),
              context.commandId());
    }
    List<Event> events = new ArrayList<>(imported.size() + 1);
    events.add(first);
    events.addAll(imported);
    return new Decision.Accepted(events);
  }

  /**
   * The event of a row.
   *
   * @throws IllegalArgumentException if it could not be written; later would be too late
   */
  private NumberImported event(Good good) {
    ImportedRow row = good.row();
    requireWritable(row.name());
    requireWritable(row.email());
    requireWritable(row.phone());
    requireWritable(row.company());
    return new NumberImported(
        row.number(),
        definition.code(),
        good.period(),
        good.sequence(),
        definition.kind(),
        row.name(),
        row.email(),
        row.phone(),
        row.company(),
        context.acceptedAt(),
        context.commandId());
  }

  private static void requireWritable(@Nullable String text) {
    if (text == null) {
      return;
    }
    if (text.length() > MAX_TEXT || text.codePoints().anyMatch(ImportDeliberation::isHalf)) {
      throw new IllegalArgumentException("a row has a text that no record can hold");
    }
  }

  private static boolean isHalf(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }

  private Decision tooManyPeriods() {
    return Decision.rejected(
        Rejection.of(
            SeriesRejection.IMPORT_REFUSED,
            "the rows are of %d periods, and an import has at most %d; split the file"
                .formatted(analysis.periods(), MAX_PERIODS)));
  }

  private static Decision refused(ImportReport report) {
    int bad = report.misfits().count() + report.duplicates().count() + report.taken().count();
    return Decision.rejected(
        Rejection.of(
            SeriesRejection.IMPORT_REFUSED,
            "%d of %d rows cannot be imported, so none was".formatted(bad, report.rows()),
            Map.of("report", report)));
  }
}
