package dev.ordinal.numberingstream.series;

import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.Deliberation;
import dev.ordinal.numberingstream.decider.ImportRule;
import dev.ordinal.numberingstream.decider.Sequences;
import dev.ordinal.numberingstream.decider.UniqueName;
import dev.ordinal.numberingstream.decider.UniqueNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What imports have to do with the unique names of the things that come in. */
final class ImportDecider {

  private final Sequences sequences;
  private final UniqueNames names;
  private final Map<SeriesKind, ImportRule> rules;

  ImportDecider(Sequences sequences, UniqueNames names, Map<SeriesKind, ImportRule> rules) {
    this.sequences = sequences;
    this.names = names;
    this.rules = rules;
  }

  /**
   * Begins to decide an import into a series that there is.
   *
   * @param known the import, if some of it has happened; null if not
   */
  Deliberation deliberate(
      SeriesDefinition definition,
      ImportNumbers command,
      DecisionContext context,
      @Nullable NumbersImported known) {
    Map<String, String> holders = new HashMap<>();
    return new ImportDeliberation(
        definition, sequences, command, context, row -> sharing(definition, row, holders), known);
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
}
