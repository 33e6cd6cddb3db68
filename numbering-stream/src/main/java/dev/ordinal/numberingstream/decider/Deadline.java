package dev.ordinal.numberingstream.decider;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/**
 * A time after which something happens that nobody asks for, such as the end of a lease.
 *
 * @param what its kind, one of the {@link Capability#deadlines()} of one capability
 * @param owner the owner whose writer acts on it
 * @param subject the thing it is about, such as a number or a lead's id; holds no NUL
 * @param at when it passes, from 1970 on
 */
public record Deadline(String what, String owner, String subject, Instant at) {

  /** A key behind those of all deadlines, which begin with a digit. */
  static final String AFTER_ALL = ":";

  public Deadline {
    if (at.isBefore(Instant.EPOCH)) {
      throw new IllegalArgumentException("a deadline before 1970: " + at);
    }
  }

  /** Whether it has passed at {@code now}. */
  public boolean isDue(Instant now) {
    return !at.isAfter(now);
  }

  /**
   * The id of the decision that follows from it: the same however often, and by whatever occasion,
   * it is decided.
   */
  public UUID id() {
    String name = String.join("\0", "deadline", what, owner, subject, at.toString());
    return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
  }

  /** Its place in the order of time. */
  String key() {
    return Table.key(sortable(at), Table.key(what, subject));
  }

  /** A key behind those of all deadlines that are due at {@code now}. */
  static String keyAfter(Instant now) {
    return sortable(now) + '\u0001';
  }

  /** A text whose order is that of time, from 1970 on. */
  static String sortable(Instant time) {
    return String.format(Locale.ROOT, "%012d%09d", time.getEpochSecond(), time.getNano());
  }
}
