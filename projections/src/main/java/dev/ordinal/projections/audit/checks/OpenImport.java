package dev.ordinal.projections.audit.checks;

import java.util.HashMap;
import java.util.Map;

/** An import whose numbers come, in the order of each period's sequences. For one thread. */
final class OpenImport {

  private final String series;
  private final String commandId;
  private final long round;
  private final Findings findings;
  private final Map<String, Rest> byPeriod = new HashMap<>();

  /** What has come of a period. */
  private static final class Rest {
    private final Move move;
    private long last;
    private long count;

    Rest(Move move) {
      this.move = move;
      this.last = move.before();
    }
  }

  /** An import that was read in this round. */
  OpenImport(String series, String commandId, long round, Findings findings) {
    this.series = series;
    this.commandId = commandId;
    this.round = round;
    this.findings = findings;
  }

  boolean isOf(String commandId) {
    return this.commandId.equals(commandId);
  }

  /**
   * Whether it was read in an earlier round, so that all its numbers are read by the end of this.
   */
  boolean isOfBefore(long round) {
    return this.round < round;
  }

  /** It moves this, too. */
  void moves(Move move) {
    byPeriod.put(move.period(), new Rest(move));
  }

  /** Takes in a number of it; whether it said anything of the number's period. */
  boolean brings(NumberFact number) {
    Rest rest = byPeriod.get(number.period());
    if (rest == null) {
      return false;
    }
    if (number.sequence() <= rest.last || number.sequence() > rest.move.after()) {
      findings.add(
          number.sequence() == rest.last ? Kind.DUPLICATE : Kind.WRONG_ORDER,
          "%s at %s has sequence %d, after %d of its import, which ends at %d"
              .formatted(
                  number.number(),
                  number.place(),
                  number.sequence(),
                  rest.last,
                  rest.move.after()));
    }
    rest.count++;
    rest.last = number.sequence();
    return true;
  }

  /** All of it has come. */
  void close() {
    for (Rest rest : byPeriod.values()) {
      Move move = rest.move;
      if (rest.count != move.imported() || rest.last != move.after()) {
        findings.add(
            Kind.HOLE,
            "%s %s: the import at %s says that it brings %d numbers up to %d, and %d came, up to %d"
                .formatted(
                    series,
                    move.period(),
                    move.place(),
                    move.imported(),
                    move.after(),
                    rest.count,
                    rest.last));
      }
    }
  }
}
