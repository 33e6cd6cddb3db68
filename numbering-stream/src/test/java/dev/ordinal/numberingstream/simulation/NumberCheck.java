package dev.ordinal.numberingstream.simulation;

import static dev.ordinal.numberingstream.simulation.Promise.CONTIGUOUS;
import static dev.ordinal.numberingstream.simulation.Promise.NO_NUMBER_TWICE;
import static dev.ordinal.numberingstream.simulation.Promise.RIGHT_PERIOD;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.series.ImportReport.Scope;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An auditor who has the log and nothing else: no number twice (I1), and contiguous from the start
 * in every scope, but for what an event with a reason left out (I2). Shares no code with the core.
 */
final class NumberCheck {

  private final Violations violations;
  private final Map<String, SeriesDefinition> series = new HashMap<>();
  private final Map<String, Long> last = new HashMap<>();
  private final Set<String> numbers = new HashSet<>();
  private final Map<String, List<String>> bySeries = new HashMap<>();
  private final Set<String> moved = new HashSet<>();

  /** The rows that the import before has announced, by scope. */
  private final Map<String, Long> announced = new HashMap<>();

  /** What an import announced last for each scope must not be passed by a row twice. */
  private final Map<String, Long> lastRow = new HashMap<>();

  NumberCheck(Violations violations) {
    this.violations = violations;
  }

  /** The numbers of a series so far. */
  List<String> numbers(String code) {
    return bySeries.getOrDefault(code, List.of());
  }

  /** A series; null if there is none. */
  @Nullable SeriesDefinition series(String code) {
    return series.get(code);
  }

  /** The last sequence of a scope. */
  long last(String code, String period) {
    SeriesDefinition definition = series.get(code);
    long belowStart = definition == null ? 0 : definition.start() - 1;
    return Math.max(belowStart, last.getOrDefault(scope(code, period), 0L));
  }

  /** Checks what one step has led to. */
  void check(Step step) {
    for (Event event : step.events()) {
      check(step, event);
    }
    if (!announced.isEmpty()) {
      contiguous(
          announced.values().stream().allMatch(left -> left == 0), step, "rows that never came");
      announced.clear();
    }
  }

  private void check(Step step, Event event) {
    if (event instanceof SeriesDefined defined) {
      defined(step, defined);
    } else if (event instanceof NumberIssued issued) {
      issued(step, issued);
    } else if (event instanceof SequenceReset reset) {
      contiguous(!reset.reason().isBlank(), step, "no reason");
      move(step, reset.series(), reset.period(), reset.before(), reset.after());
    } else if (event instanceof SequenceAdvanced advanced) {
      contiguous(!advanced.reason().isBlank(), step, "no reason");
      move(step, advanced.series(), advanced.period(), advanced.before(), advanced.after());
    } else if (event instanceof NumbersImported imported) {
      contiguous(!imported.reason().isBlank(), step, "no reason");
      imported.report().scopes().forEach(s -> announce(step, imported.series(), s));
    } else if (event instanceof NumberImported number) {
      imported(step, number);
    }
  }

  /** What tells scopes and numbers apart stays once a number has been given or skipped. */
  private void defined(Step step, SeriesDefined defined) {
    SeriesDefinition now = defined.definition();
    SeriesDefinition before = series.put(defined.series(), now);
    if (before != null && moved.contains(defined.series())) {
      boolean isSame =
          now.start() == before.start()
              && now.reset() == before.reset()
              && now.zone().equals(before.zone())
              && now.kind() == before.kind()
              && PrintedNumbers.units(now).equals(PrintedNumbers.units(before));
      contiguous(isSame, step, "a series in use is another");
    }
  }

  private void issued(Step step, NumberIssued issued) {
    SeriesDefinition definition = series.get(issued.series());
    if (definition == null) {
      contiguous(false, step, "a number of no series");
      return;
    }
    long next = last(issued.series(), issued.period()) + 1;
    contiguous(issued.sequence() == next, step, "is not " + next);
    violations.check(
        issued.time().equals(PrintedNumbers.timeOf(step))
            && issued.period().equals(PrintedNumbers.period(definition, issued.time()))
            && issued
                .number()
                .equals(PrintedNumbers.number(definition, issued.time(), issued.sequence())),
        RIGHT_PERIOD,
        () -> issued + " by " + definition + " in " + step);
    isNew(step, issued.series(), issued.number());
    put(issued.series(), issued.period(), issued.sequence());
  }

  private void announce(Step step, String code, Scope scope) {
    String key = scope(code, scope.period());
    contiguous(
        scope.after() - scope.before() == scope.imported() + scope.skipped(), step, "lost rows");
    announced.put(key, scope.imported());
    lastRow.put(key, scope.before());
    move(step, code, scope.period(), scope.before(), scope.after());
  }

  private void imported(Step step, NumberImported number) {
    String key = scope(number.series(), number.period());
    boolean isInOrder =
        announced.merge(key, -1L, Long::sum) >= 0
            && number.sequence() > lastRow.getOrDefault(key, Long.MAX_VALUE)
            && number.sequence() <= last(number.series(), number.period());
    contiguous(isInOrder, step, "imported out of order");
    lastRow.put(key, number.sequence());
    isNew(step, number.series(), number.number());
  }

  private void isNew(Step step, String code, String number) {
    bySeries.computeIfAbsent(code, key -> new ArrayList<>()).add(number);
    violations.check(numbers.add(number), NO_NUMBER_TWICE, () -> number + " in " + step);
  }

  private void move(Step step, String code, String period, long before, long after) {
    long known = last(code, period);
    contiguous(before == known && after >= before, step, "moves from elsewhere than " + known);
    if (after > before) {
      put(code, period, after);
    }
  }

  private void put(String code, String period, long sequence) {
    last.put(scope(code, period), sequence);
    moved.add(code);
  }

  private void contiguous(boolean holds, Step step, String what) {
    violations.check(holds, CONTIGUOUS, () -> what + ": " + step);
  }

  private static String scope(String code, String period) {
    return code + "/" + period;
  }
}
