package dev.ordinal.numberingstream.decider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.series.ImportReport.Scope;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * An auditor who has the log and nothing else: no number twice (I1), and contiguous from the start
 * in every scope, but for what an event with a reason left out (I2). Shares no code with the core.
 */
final class LogCheck {

  private final Map<String, SeriesDefinition> series = new HashMap<>();
  private final Map<String, Long> last = new HashMap<>();
  private final Set<String> numbers = new HashSet<>();
  private final Set<String> moved = new HashSet<>();

  /** The rows that the import before has announced, by scope. */
  private final Map<String, Long> announced = new HashMap<>();

  /** What an import announced last for each scope must not be passed by a row twice. */
  private final Map<String, Long> lastRow = new HashMap<>();

  /** All numbers so far. */
  Set<String> numbers() {
    return numbers;
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

  /** Checks what one command, or one tick, has led to. */
  void check(List<Event> events) {
    events.forEach(this::check);
    assertThat(announced.values()).as("rows announced and not there").allMatch(left -> left == 0);
  }

  private void check(Event event) {
    if (event instanceof SeriesDefined defined) {
      defined(defined);
    } else if (event instanceof NumberIssued issued) {
      issued(issued);
    } else if (event instanceof SequenceReset reset) {
      assertThat(reset.reason()).isNotBlank();
      move(reset.series(), reset.period(), reset.before(), reset.after());
    } else if (event instanceof SequenceAdvanced advanced) {
      assertThat(advanced.reason()).isNotBlank();
      move(advanced.series(), advanced.period(), advanced.before(), advanced.after());
    } else if (event instanceof NumbersImported imported) {
      assertThat(imported.reason()).isNotBlank();
      imported.report().scopes().forEach(s -> announce(imported.series(), s));
    } else if (event instanceof NumberImported number) {
      imported(number);
    }
  }

  /** What tells the scopes apart, and where they begin, stays once one of them has moved. */
  private void defined(SeriesDefined defined) {
    SeriesDefinition now = defined.definition();
    SeriesDefinition before = series.put(defined.series(), now);
    if (before != null && moved.contains(defined.series())) {
      assertThat(List.of(now.start(), now.reset(), now.zone(), now.kind()))
          .isEqualTo(List.of(before.start(), before.reset(), before.zone(), before.kind()));
    }
  }

  private void issued(NumberIssued issued) {
    SeriesDefinition definition = Objects.requireNonNull(series.get(issued.series()));
    assertThat(issued.sequence()).isGreaterThanOrEqualTo(definition.start());
    assertThat(issued.sequence()).isEqualTo(last(issued.series(), issued.period()) + 1);
    assertThat(issued.period()).isEqualTo(period(definition, issued.time()));
    assertThat(issued.number()).startsWith(issued.series() + "-");
    assertThat(numbers.add(issued.number())).as(issued.number() + " is new").isTrue();
    put(issued.series(), issued.period(), issued.sequence());
  }

  private void announce(String code, Scope scope) {
    String key = scope(code, scope.period());
    assertThat(scope.after() - scope.before()).isEqualTo(scope.imported() + scope.skipped());
    announced.put(key, scope.imported());
    lastRow.put(key, scope.before());
    move(code, scope.period(), scope.before(), scope.after());
  }

  private void imported(NumberImported number) {
    String key = scope(number.series(), number.period());
    assertThat(announced.merge(key, -1L, Long::sum)).isNotNegative();
    assertThat(number.sequence())
        .isGreaterThan(lastRow.getOrDefault(key, Long.MAX_VALUE))
        .isLessThanOrEqualTo(last(number.series(), number.period()));
    lastRow.put(key, number.sequence());
    assertThat(numbers.add(number.number())).as(number.number() + " is new").isTrue();
  }

  private void move(String code, String period, long before, long after) {
    assertThat(before).isEqualTo(last(code, period));
    assertThat(after).isGreaterThanOrEqualTo(before);
    if (after > before) {
      put(code, period, after);
    }
  }

  private void put(String code, String period, long sequence) {
    last.put(scope(code, period), sequence);
    moved.add(code);
  }

  private static String period(SeriesDefinition definition, Instant time) {
    ZonedDateTime there = time.atZone(definition.zone());
    int year = there.getYear();
    int month = there.getMonthValue();
    Reset reset = definition.reset();
    return switch (reset) {
      case NEVER -> "";
      case YEARLY -> String.format(Locale.ROOT, "%04d", year);
      case MONTHLY -> String.format(Locale.ROOT, "%04d-%02d", year, month);
      case DAILY -> String.format(Locale.ROOT, "%04d%02d%02d", year, month, there.getDayOfMonth());
    };
  }

  private static String scope(String code, String period) {
    return code + "/" + period;
  }
}
