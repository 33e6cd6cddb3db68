package dev.ordinal.projections.audit.checks;

import dev.ordinal.projections.audit.checks.Move.How;
import dev.ordinal.projections.audit.checks.ScopeReport.Skip;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * The sequences of a series and period, as far as they were read. Numbers and moves lie in two
 * topics; each comes in order, and a move says between which numbers it belongs. For one thread.
 */
final class Scope {

  private final String name;
  private final String series;
  private final String period;
  private final long start;
  private final Findings findings;

  /** Moves that no number has made use of yet, in the order of the log. */
  private final Deque<Waiting> waiting = new ArrayDeque<>(2);

  private final List<long[]> holes = new ArrayList<>(0);
  private final List<Skip> skips = new ArrayList<>(0);

  /** The last sequence that is accounted for. */
  private long last;

  private long firstGiven;
  private long lastGiven;
  private long count;
  private long voids;
  private long skipped;
  private long missing;
  private long duplicates;

  /** A move and the round in which it was read. */
  private record Waiting(Move move, long round) {}

  Scope(String series, String period, long start, Findings findings) {
    this.series = series;
    this.period = period;
    this.name = period.isEmpty() ? series : series + " " + period;
    this.start = start;
    this.last = start - 1;
    this.findings = findings;
  }

  /** Takes in a move; a number that comes later, or the end of a round, makes use of it. */
  void moved(Move move, long round) {
    waiting.addLast(new Waiting(move, round));
  }

  boolean isWaiting() {
    return !waiting.isEmpty();
  }

  /** Takes in a number that was given here. */
  void issued(NumberFact number) {
    long sequence = number.sequence();
    given(sequence);
    if (sequence <= last) {
      notNext(number);
      return;
    }
    if (sequence > last + 1) {
      applyBefore(sequence);
    }
    if (sequence > last + 1) {
      hole(last + 1, sequence - 1, number.place());
    }
    last = sequence;
  }

  /** Takes in a number that an import brought; its move accounts for it. */
  void imported(long sequence) {
    given(sequence);
  }

  void voided() {
    voids++;
  }

  /**
   * Judges the moves that wait, at the end of a round.
   *
   * @param round all that lay before what was read in earlier rounds is read by now
   */
  void endOfRound(long round) {
    while (!waiting.isEmpty()) {
      Move move = waiting.getFirst().move();
      boolean settled = waiting.getFirst().round() < round;
      if (move.before() > last && !settled) {
        return; // numbers before it may not have been read
      }
      if (move.how() == How.SYNC && move.before() < last && !settled) {
        return;
      }
      waiting.removeFirst();
      apply(move);
    }
  }

  ScopeReport report() {
    return new ScopeReport(
        series,
        period,
        count == 0 ? null : firstGiven,
        count == 0 ? null : lastGiven,
        count,
        voids,
        skipped,
        List.copyOf(skips),
        missing,
        duplicates);
  }

  private void given(long sequence) {
    firstGiven = count == 0 ? sequence : Math.min(firstGiven, sequence);
    lastGiven = Math.max(lastGiven, sequence);
    count++;
  }

  private void notNext(NumberFact number) {
    long sequence = number.sequence();
    if (sequence < start) {
      findings.add(
          Kind.WRONG_START,
          "%s: %s at %s has sequence %d, and the series starts at %d"
              .formatted(name, number.number(), number.place(), sequence, start));
    } else if (holes.stream().anyMatch(hole -> hole[0] <= sequence && sequence <= hole[1])) {
      findings.add(
          Kind.WRONG_ORDER,
          "%s: %s at %s comes after sequence %d"
              .formatted(name, number.number(), number.place(), last));
    } else {
      duplicates++;
      findings.add(
          Kind.DUPLICATE,
          "%s: %s at %s has sequence %d, which was given or skipped before"
              .formatted(name, number.number(), number.place(), sequence));
    }
  }

  /** Makes use of the moves that lie before a number; one that reaches beyond it lies after. */
  private void applyBefore(long sequence) {
    while (last < sequence - 1 && !waiting.isEmpty()) {
      Move move = waiting.getFirst().move();
      if (move.after() >= sequence) {
        return;
      }
      waiting.removeFirst();
      apply(move);
    }
  }

  private void apply(Move move) {
    if (move.before() > last) {
      hole(last + 1, move.before(), move.place());
    } else if (move.before() < last && move.how() != How.SYNC) {
      findings.add(
          Kind.WRONG_SKIP,
          "%s: the %s at %s says that the last sequence was %d, but %d was given or skipped"
              .formatted(name, move.how().label(), move.place(), move.before(), last));
    }
    long from = Math.max(last, move.before());
    if (move.after() > from) {
      long without = Math.max(0, move.after() - from - move.imported());
      skipped += without;
      if (without > 0 && skips.size() < Findings.MAX_TOLD) {
        skips.add(new Skip(from + 1, move.after(), without, move.how().label(), move.reason()));
      }
      last = move.after();
    }
    last = Math.max(last, move.before());
  }

  private void hole(long from, long to, Place before) {
    missing += to - from + 1;
    if (holes.size() < Findings.MAX_TOLD) {
      holes.add(new long[] {from, to});
    }
    findings.add(
        Kind.HOLE,
        "%s: %s missing before %s"
            .formatted(
                name, from == to ? from + " is" : "%d to %d are".formatted(from, to), before));
  }
}
