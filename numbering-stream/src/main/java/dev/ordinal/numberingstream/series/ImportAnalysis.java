package dev.ordinal.numberingstream.series;

import dev.ordinal.contracts.series.ImportReport;
import dev.ordinal.contracts.series.ImportReport.Finding;
import dev.ordinal.contracts.series.ImportReport.Findings;
import dev.ordinal.contracts.series.ImportReport.Hole;
import dev.ordinal.contracts.series.ImportReport.Holes;
import dev.ordinal.contracts.series.ImportReport.Scope;
import dev.ordinal.contracts.series.ImportedRow;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.PrintedNumber;
import dev.ordinal.contracts.series.SeriesDefinition;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/** Sorts the rows of one import by what can be done with them. For one use. */
final class ImportAnalysis {

  /** The longest piece of a text that a report quotes, in UTF-16 units. */
  private static final int MAX_QUOTED = 256;

  private final SeriesDefinition definition;
  private final NumberPattern pattern;
  private final ToLongFunction<String> last;

  /** The rows that can be imported, by period and sequence. */
  private final SortedMap<String, SortedMap<Long, ImportedRow>> good = new TreeMap<>();

  private final Map<PrintedNumber, Integer> firstLines = new HashMap<>();
  private final Tally misfits = new Tally();
  private final Tally duplicates = new Tally();
  private final Tally taken = new Tally();
  private final Tally shared = new Tally();
  private final List<Hole> holes = new ArrayList<>();

  /** Where {@link #next} is. */
  private @Nullable Iterator<Map.Entry<String, SortedMap<Long, ImportedRow>>> scopes;

  private String period = "";
  private Iterator<Map.Entry<Long, ImportedRow>> rows = Collections.emptyIterator();
  private long expected;

  /**
   * An analysis.
   *
   * @param last the last sequence of each period, given or skipped
   */
  ImportAnalysis(SeriesDefinition definition, NumberPattern pattern, ToLongFunction<String> last) {
    this.definition = definition;
    this.pattern = pattern;
    this.last = last;
  }

  /** Findings of one kind: all are counted, the first are told. */
  private static final class Tally {
    private int count;
    private final List<Finding> told = new ArrayList<>();

    void add(ImportedRow row, String detail) {
      count++;
      if (told.size() < ImportReport.MAX_TOLD) {
        told.add(new Finding(row.line(), shortened(row.number()), detail));
      }
    }

    /** What is no number may be of any length. */
    private static String shortened(String number) {
      return number.length() <= MAX_QUOTED ? number : number.substring(0, MAX_QUOTED) + "...";
    }

    Findings findings() {
      told.sort(Comparator.comparingInt(Finding::line));
      return new Findings(count, told);
    }
  }

  /** Takes in a row. */
  void add(ImportedRow row) {
    Optional<PrintedNumber> printed = pattern.read(row.number());
    if (printed.isEmpty()) {
      misfits.add(row, "%s prints no such number".formatted(definition.pattern()));
      return;
    }
    String period = printed.get().period();
    long sequence = printed.get().sequence();
    Integer earlier = firstLines.putIfAbsent(printed.get(), row.line());
    if (sequence < definition.start()) {
      misfits.add(row, "the series begins at " + definition.start());
    } else if (sequence > pattern.end()) {
      misfits.add(row, "it needs more digits than the pattern has, and the series does not widen");
    } else if (earlier != null) {
      duplicates.add(row, "line " + earlier + " has this number");
    } else if (sequence <= last.applyAsLong(period)) {
      taken.add(row, "the last number given or skipped has sequence " + last.applyAsLong(period));
    } else {
      good.computeIfAbsent(period, p -> new TreeMap<>()).put(sequence, row);
    }
  }

  /** How many periods the rows that can be imported are of. */
  int periods() {
    return good.size();
  }

  /** Whether all rows can be imported. */
  boolean isClean() {
    return misfits.count + duplicates.count + taken.count == 0;
  }

  /** A row that can be imported. */
  record Good(String period, long sequence, ImportedRow row) {}

  /**
   * The next row that can be imported, in the order of periods and sequences, once all were taken
   * in; null after the last.
   */
  @Nullable Good next() {
    while (!rows.hasNext()) {
      if (scopes == null) {
        scopes = good.entrySet().iterator();
      }
      if (!scopes.hasNext()) {
        return null;
      }
      Map.Entry<String, SortedMap<Long, ImportedRow>> scope = scopes.next();
      period = scope.getKey();
      expected = last.applyAsLong(period) + 1;
      rows = scope.getValue().entrySet().iterator();
    }
    Map.Entry<Long, ImportedRow> entry = rows.next();
    if (entry.getKey() > expected && holes.size() < ImportReport.MAX_TOLD) {
      holes.add(new Hole(entry.getValue().line(), period, expected, entry.getKey() - 1));
    }
    expected = entry.getKey() + 1;
    return new Good(period, entry.getKey(), entry.getValue());
  }

  /** Notes who has the name of the row that came {@link #next}. */
  void shares(ImportedRow row, String holder) {
    shared.add(row, holder + " has its name or e-mail address");
  }

  /**
   * What was found, once all rows came {@link #next}.
   *
   * @param rows how many rows were taken in
   * @param now when it is asked
   */
  ImportReport report(int rows, Instant now) {
    List<Scope> told = new ArrayList<>();
    long missing = 0;
    for (Map.Entry<String, SortedMap<Long, ImportedRow>> scope : good.entrySet()) {
      String period = scope.getKey();
      long before = last.applyAsLong(period);
      long after = scope.getValue().lastKey();
      long imported = scope.getValue().size();
      long skipped = after - before - imported;
      // Of ten sequences of 18 digits the holes together may be more than a long counts.
      missing = missing > Long.MAX_VALUE - skipped ? Long.MAX_VALUE : missing + skipped;
      told.add(
          new Scope(period, before, after, imported, skipped, preview(period, after + 1, now)));
    }
    return new ImportReport(
        rows,
        told,
        misfits.findings(),
        duplicates.findings(),
        taken.findings(),
        shared.findings(),
        new Holes(missing, holes));
  }

  private @Nullable String preview(String period, long sequence, Instant now) {
    return sequence > pattern.end() ? null : pattern.preview(period, sequence, now);
  }
}
