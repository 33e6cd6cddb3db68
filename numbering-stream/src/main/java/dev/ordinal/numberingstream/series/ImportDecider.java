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
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.contracts.series.SeriesRejection;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.ImportRule;
import dev.ordinal.numberingstream.decider.Sequences;
import dev.ordinal.numberingstream.decider.UniqueName;
import dev.ordinal.numberingstream.decider.UniqueNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Decides imports: all rows or none, in one step, so that the numbers after them can rely on it. A
 * number is imported only above the last one of its scope: below, it was given or skipped.
 */
final class ImportDecider {

  /**
   * How many sequences one import can move: each is told in the report, which is kept for repeats.
   */
  static final int MAX_PERIODS = 1_000;

  private final Sequences sequences;
  private final UniqueNames names;
  private final Map<SeriesKind, ImportRule> rules;

  ImportDecider(Sequences sequences, UniqueNames names, Map<SeriesKind, ImportRule> rules) {
    this.sequences = sequences;
    this.names = names;
    this.rules = rules;
  }

  /** Decides an import into a series that there is. */
  Decision decide(SeriesDefinition definition, ImportNumbers command, DecisionContext context) {
    // Nothing moves while an import is looked at, and it asks for every row.
    Map<String, Long> last = new HashMap<>();
    ImportAnalysis analysis =
        new ImportAnalysis(
            definition,
            sequences.pattern(definition),
            period -> last.computeIfAbsent(period, p -> sequences.last(definition, p)));
    command.rows().forEach(analysis::add);
    int periods = analysis.good().size();
    if (periods > MAX_PERIODS) {
      return Decision.rejected(
          Rejection.of(
              SeriesRejection.IMPORT_REFUSED,
              "the rows are of %d periods, and an import has at most %d; split the file"
                  .formatted(periods, MAX_PERIODS)));
    }
    Map<String, String> holders = new HashMap<>();
    ImportReport report =
        analysis.report(
            command.rows().size(), context.acceptedAt(), row -> sharing(definition, row, holders));
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
    List<Event> events = new ArrayList<>(command.rows().size() + 1);
    events.add(
        new NumbersImported(
            definition.code(),
            report,
            command.reason(),
            context.acceptedAt(),
            context.actor(),
            context.commandId()));
    analysis
        .good()
        .forEach(
            (period, rows) ->
                rows.forEach(
                    (sequence, row) ->
                        events.add(imported(definition, period, sequence, row, context))));
    // The asker has the rows; told back they would fill the reply and what is kept for repeats.
    return new Decision.Accepted(events, 1);
  }

  /** Takes the names of an imported thing; those that another has stay with it. */
  void takeNames(NumberImported event) {
    for (UniqueName name : namesOf(event.kind(), event.name(), event.email(), event.company())) {
      names.takeIfFree(event.number(), event.series(), name);
    }
  }

  /**
   * The first of the numbers, imported before or in {@code holders}, that has a name of the row.
   */
  private @Nullable String sharing(
      SeriesDefinition definition, ImportedRow row, Map<String, String> holders) {
    String first = null;
    for (UniqueName name : namesOf(definition.kind(), row.name(), row.email(), row.company())) {
      String holder = names.holder(definition.code(), name);
      if (holder == null) {
        holder = holders.putIfAbsent(UniqueNames.key(definition.code(), name), row.number());
      }
      first = first == null ? holder : first;
    }
    return first;
  }

  private List<UniqueName> namesOf(
      SeriesKind kind, @Nullable String name, @Nullable String email, @Nullable String company) {
    ImportRule rule = rules.get(kind);
    return rule == null ? List.of() : rule.names().of(name, email, company);
  }

  private static NumberImported imported(
      SeriesDefinition definition,
      String period,
      long sequence,
      ImportedRow row,
      DecisionContext context) {
    return new NumberImported(
        row.number(),
        definition.code(),
        period,
        sequence,
        definition.kind(),
        row.name(),
        row.email(),
        row.phone(),
        row.company(),
        context.acceptedAt(),
        context.commandId());
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
