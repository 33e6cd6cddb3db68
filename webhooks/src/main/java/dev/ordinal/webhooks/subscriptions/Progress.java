package dev.ordinal.webhooks.subscriptions;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * What a partition's committed offset carries along, so that a restart goes on where it was.
 *
 * @param since see {@link Subscription#since()}; an offset with another one is of a subscription
 *     that was removed, or of a topic that was left out for a while, and does not count
 * @param definition the definition under which the failures happened
 * @param failures how many attempts at the next event have failed
 * @param notBefore when the next attempt may be
 */
record Progress(Instant since, UUID definition, int failures, Instant notBefore) {

  private static final String SEPARATOR = " ";
  private static final int PARTS = 4;

  /** What {@link #toText} wrote; empty if it is anything else. */
  static Optional<Progress> parse(String text) {
    String[] parts = text.split(SEPARATOR, -1);
    if (parts.length != PARTS) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new Progress(
              Instant.parse(parts[0]),
              UUID.fromString(parts[1]),
              Integer.parseInt(parts[2]),
              Instant.parse(parts[3])));
    } catch (DateTimeException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  String toText() {
    return String.join(
        SEPARATOR,
        since.toString(),
        definition.toString(),
        Integer.toString(failures),
        notBefore.toString());
  }
}
