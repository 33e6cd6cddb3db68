package dev.ordinal.projections.audit.checks;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Proves I1 and I2: no number twice in a series, and each scope contiguous from its start in the
 * order of the log, but for what an event skips. It keeps some numbers for each scope and nothing
 * for each event.
 *
 * <p>It is fed in rounds. In each, first what happened to series up to some offset, then the
 * numbers up to offsets that are no later: so whatever lies before a number is known when it comes.
 * For one thread.
 */
public final class NumberingCheck {

  private final Findings findings;
  private final Map<String, Series> series = new TreeMap<>();
  private final Set<Scope> waiting = new LinkedHashSet<>();
  private final Set<Series> importing = new LinkedHashSet<>();
  private long round;

  /** What is known of a series; {@code home} is where its first number lay. */
  private static final class Series {
    private final String code;
    private final Map<String, Scope> scopes = new TreeMap<>();
    private @Nullable Definition definition;
    private @Nullable Place home;
    private @Nullable OpenImport open;

    Series(String code) {
      this.code = code;
    }
  }

  /** A check that has read nothing. */
  public NumberingCheck(Findings findings) {
    this.findings = findings;
  }

  /** Begins a round: what is fed from now on is read after the round's offsets were taken. */
  public void beginRound() {
    round++;
  }

  /** Ends it: all offsets of the round are reached. */
  public void endRound() {
    waiting.removeIf(
        scope -> {
          scope.endOfRound(round);
          return !scope.isWaiting();
        });
    importing.removeIf(
        one -> {
          OpenImport open = one.open;
          if (open != null && open.isOfBefore(round)) {
            close(one);
          }
          return one.open == null;
        });
  }

  /** A series was defined, or defined anew. */
  public void defined(Place place, String code, long start, String reset, String pattern) {
    Series one = series(code);
    close(one);
    Definition now = Definition.of(start, reset, pattern);
    Definition before = one.definition;
    if (before != null && !one.scopes.isEmpty() && !now.equals(before)) {
      findings.add(
          Kind.UNSAFE_DEFINITION,
          "%s: the definition at %s changes start, reset or the order of the tokens, though numbers"
                  .formatted(code, place)
              + " were given or skipped");
    }
    one.definition = now;
  }

  /** A reset, a sync or, for each scope that moves, an import. */
  public void moved(Move move) {
    Series one = series(move.series());
    boolean isImport = move.how() == Move.How.IMPORT;
    OpenImport open = one.open;
    if (open != null && !(isImport && open.isOf(move.commandId()))) {
      close(one);
      open = null;
    }
    if (isImport) {
      if (open == null) {
        open = new OpenImport(one.code, move.commandId(), round, findings);
        one.open = open;
        importing.add(one);
      }
      open.moves(move);
    }
    if (move.after() > move.before()) {
      Scope scope = scope(one, move.period(), move.place());
      scope.moved(move, round);
      waiting.add(scope);
    }
  }

  /** A number came with the import that was told last. */
  public void imported(NumberFact number) {
    Series one = series(number.series());
    checkText(one, number);
    scope(one, number.period(), number.place()).imported(number.sequence());
    OpenImport open = one.open;
    if (open == null || !open.isOf(number.commandId()) || !open.brings(number)) {
      findings.add(
          Kind.WRONG_SKIP,
          "%s at %s comes without its import".formatted(number.number(), number.place()));
    }
  }

  /** A number was given. */
  public void issued(NumberFact number) {
    Series one = series(number.series());
    checkText(one, number);
    checkHome(one, number);
    scope(one, number.period(), number.place()).issued(number);
  }

  /** A number is void; it stays taken. */
  public void voided(NumberFact number) {
    scope(series(number.series()), number.period(), number.place()).voided();
  }

  /** Whether the series was defined or has numbers. */
  public boolean knows(String code) {
    return series.containsKey(code);
  }

  /** All scopes, by series and period. */
  public List<ScopeReport> scopes() {
    List<ScopeReport> reports = new ArrayList<>();
    series.values().forEach(one -> one.scopes.values().forEach(s -> reports.add(s.report())));
    return reports;
  }

  private Series series(String code) {
    Series known = series.get(code);
    if (known == null) {
      known = new Series(code);
      series.put(code, known);
    }
    return known;
  }

  private Scope scope(Series one, String period, Place place) {
    Scope known = one.scopes.get(period);
    if (known == null) {
      Definition definition = one.definition;
      if (definition == null && one.scopes.isEmpty()) {
        findings.add(
            Kind.UNDEFINED_SERIES, "%s: no event before %s defines it".formatted(one.code, place));
      }
      long start = definition == null ? 1 : definition.start();
      known = new Scope(one.code, period, start, findings);
      one.scopes.put(period, known);
    }
    return known;
  }

  private void checkText(Series one, NumberFact number) {
    Definition definition = one.definition;
    if (definition != null
        && !definition.tells(
            number.number(), number.series(), number.period(), number.sequence())) {
      findings.add(
          Kind.WRONG_NUMBER,
          "%s: the number at %s is %s, which does not say period '%s' and sequence %d"
              .formatted(
                  one.code, number.place(), number.number(), number.period(), number.sequence()));
    }
  }

  private void checkHome(Series one, NumberFact number) {
    Place home = one.home;
    if (home == null) {
      one.home = number.place();
    } else if (home.partition() != number.place().partition()
        || !home.topic().equals(number.place().topic())) {
      findings.add(
          Kind.SECOND_WRITER,
          "%s: %s lies at %s, and the first number of the series at %s"
              .formatted(one.code, number.number(), number.place(), home));
    }
  }

  private static void close(Series one) {
    if (one.open != null) {
      one.open.close();
      one.open = null;
    }
  }
}
