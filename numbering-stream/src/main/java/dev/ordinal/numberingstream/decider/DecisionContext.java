package dev.ordinal.numberingstream.decider;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a decider may know beside state and command. Time, ids and the next number come in as data,
 * so that deciding again gives the same.
 *
 * @param commandId the command that is decided
 * @param acceptedAt the API's clock when it accepted the command
 * @param actor who asks; null if nobody knows
 * @param next the next number; null for a command that asks for none
 */
public record DecisionContext(
    UUID commandId, Instant acceptedAt, @Nullable String actor, @Nullable NextNumber next) {

  /**
   * The next number.
   *
   * @throws IllegalStateException for a command that asks for none
   */
  public NextNumber number() {
    if (next == null) {
      throw new IllegalStateException("command " + commandId + " asks for no number");
    }
    return Objects.requireNonNull(next);
  }
}
