package dev.ordinal.projections.audit.checks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What Postgres must hold if it is the fold of the log (I5): for each scope its numbers, skips and
 * last sequence, and for each series the things and their states, as counts and digests by name. It
 * remembers nothing of a single thing but the payments that wait. For one thread.
 */
public final class LogTotals {

  /** Payments that may wait; the states of all are unknown if there are more. */
  private static final int MAX_WAITING = 1_000_000;

  private final Map<String, Sum> sums = new HashMap<>();
  private final Map<String, String> waitingPayments = new HashMap<>();
  private final MessageDigest md5 = md5();
  private boolean tooManyWaiting;

  /** The name of a scope's numbers. */
  public static String numbersOf(String series, String period) {
    return "numbers of " + scope(series, period);
  }

  /** The name of a scope's skips. */
  public static String skipsOf(String series, String period) {
    return "skips of " + scope(series, period);
  }

  /** The name of a scope's last sequence. */
  public static String sequenceOf(String series, String period) {
    return "the last sequence of " + scope(series, period);
  }

  /**
   * The name of things in a state.
   *
   * @param table as in Postgres
   * @param series empty for things without one
   * @param state null for things without one
   */
  public static String things(String table, String series, @Nullable String state) {
    return table
        + (series.isEmpty() ? "" : " of " + series)
        + (state == null ? "" : " that are " + state);
  }

  /** A number was given, or imported. */
  public void number(NumberFact number, String kind, String how) {
    add(
        numbersOf(number.series(), number.period()),
        1,
        number.number(),
        number.series(),
        number.period(),
        Long.toString(number.sequence()),
        kind,
        how,
        number.commandId());
    if (how.equals("issued")) {
      reach(number.series(), number.period(), number.sequence());
    }
  }

  /** A sequence was moved. */
  public void moved(Move move) {
    if (move.after() > move.before()) {
      add(
          skipsOf(move.series(), move.period()),
          1,
          move.series(),
          move.period(),
          Long.toString(move.before() + 1),
          Long.toString(move.after()),
          move.how().label(),
          move.reason(),
          move.commandId());
    }
    reach(move.series(), move.period(), move.after());
  }

  /** There is a thing, in this state. */
  public void added(String table, String series, @Nullable String state, String id) {
    add(things(table, series, state), 1, id);
  }

  /** A thing has gone from one state to another. */
  public void changed(String table, String series, String from, String to, String id) {
    add(things(table, series, from), -1, id);
    add(things(table, series, to), 1, id);
  }

  /** A payment was received, with this outcome. */
  public void paymentReceived(String series, String id, String outcome) {
    added("payments", series, outcome, id);
    if (outcome.equals("held") || outcome.equals("quarantined")) {
      if (waitingPayments.size() < MAX_WAITING) {
        waitingPayments.put(id, outcome);
      } else {
        tooManyWaiting = true;
      }
    }
  }

  /** A payment has this outcome now; of one that did not wait, nothing has changed. */
  public void paymentEnded(String series, String id, String outcome) {
    String before = waitingPayments.remove(id);
    if (before != null) {
      changed("payments", series, before, outcome, id);
      if (outcome.equals("quarantined")) {
        waitingPayments.put(id, outcome);
      }
    }
  }

  /** Whether more payments wait than can be kept in mind, so that nothing is said of payments. */
  public boolean hasTooManyWaiting() {
    return tooManyWaiting;
  }

  /** Names what differs from {@code postgres}, whose names are those of this class. */
  public void compare(Map<String, Sum> postgres, Findings findings) {
    TreeSet<String> names = new TreeSet<>(sums.keySet());
    names.addAll(postgres.keySet());
    for (String name : names) {
      if (tooManyWaiting && name.startsWith("payments ")) {
        continue;
      }
      Sum log = sums.getOrDefault(name, Sum.NONE);
      Sum sql = postgres.getOrDefault(name, Sum.NONE);
      if (log.count() != sql.count()) {
        findings.add(
            Kind.READ_MODEL,
            "%s: %d by the log, %d in Postgres".formatted(name, log.count(), sql.count()));
      } else if (log.digest() != sql.digest()) {
        findings.add(
            Kind.READ_MODEL,
            "%s: %d by the log and in Postgres, but not the same".formatted(name, log.count()));
      }
    }
  }

  private static String scope(String series, String period) {
    return period.isEmpty() ? series : series + " " + period;
  }

  private void reach(String series, String period, long sequence) {
    sums.merge(
        sequenceOf(series, period),
        new Sum(sequence, 0),
        (one, other) -> one.count() >= other.count() ? one : other);
  }

  private void add(String name, int sign, String... texts) {
    md5.update(String.join("|", texts).getBytes(UTF_8));
    long digest = ByteBuffer.wrap(md5.digest()).getLong();
    sums.merge(
        name,
        new Sum(sign, sign * digest),
        (one, other) -> one.plus(other.count(), other.digest()));
  }

  private static MessageDigest md5() {
    try {
      return MessageDigest.getInstance("MD5");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has MD5", e);
    }
  }
}
