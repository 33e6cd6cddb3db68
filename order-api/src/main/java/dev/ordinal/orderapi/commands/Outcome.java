package dev.ordinal.orderapi.commands;

import dev.ordinal.contracts.Reply;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a durable command.
 *
 * @param reply the decision; null while there is none
 */
public record Outcome(UUID commandId, @Nullable Reply reply) {

  /** {@code pending}, {@code accepted}, {@code rejected} or {@code parked}. */
  public String status() {
    return reply == null ? "pending" : reply.status();
  }
}
