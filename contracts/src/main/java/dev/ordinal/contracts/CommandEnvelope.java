package dev.ordinal.contracts;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A command on its way to its single writer: the value on {@code ordinal.commands}, keyed by the
 * command's owner.
 *
 * @param commandId made by the API (UUIDv7), names this attempt
 * @param idempotencyKey made by the caller, 1 to 255 visible ASCII characters, scoped to the owner;
 *     or made by the API for a caller that sends none, and then it has a space
 * @param fingerprint SHA-256 of the canonical command in Base64; tells a repeat from a reuse of the
 *     key
 * @param acceptedAt the API's clock when it took the command, in the years 1970 to 9999; the core
 *     reads no clock of its own
 * @param actor who asks: the name of the access key, or {@link #ANONYMOUS}; part of neither key nor
 *     fingerprint. Null only in commands of before there were actors
 * @param command what is asked
 */
public record CommandEnvelope(
    UUID commandId,
    String idempotencyKey,
    String fingerprint,
    Instant acceptedAt,
    @Nullable String actor,
    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_OBJECT)
        Command command) {

  /** How a key begins that the API made for a command that nobody can repeat. */
  public static final String UNREPEATABLE = "once ";

  /** The actor where access control is off. */
  public static final String ANONYMOUS = "anonymous";

  /** The actor of what nobody asked for, such as a deadline that passes. */
  public static final String SYSTEM = "ordinal";

  public CommandEnvelope {
    Objects.requireNonNull(commandId, "commandId");
    Objects.requireNonNull(idempotencyKey, "idempotencyKey");
    Objects.requireNonNull(fingerprint, "fingerprint");
    Objects.requireNonNull(acceptedAt, "acceptedAt");
    if (acceptedAt.isBefore(Instant.EPOCH) || acceptedAt.isAfter(BusinessTimes.LATEST)) {
      throw new IllegalArgumentException("acceptedAt must lie in the years 1970 to 9999");
    }
    Objects.requireNonNull(command, "command");
  }

  /** The envelope of one command of a bulk that is in this one. */
  public CommandEnvelope of(Bulk.Item item) {
    return new CommandEnvelope(
        commandId, item.idempotencyKey(), item.fingerprint(), acceptedAt, actor, item.command());
  }

  /** Whether somebody knows the idempotency key, and so may send this command again. */
  @JsonIgnore
  public boolean isRepeatable() {
    return !idempotencyKey.startsWith(UNREPEATABLE);
  }
}
