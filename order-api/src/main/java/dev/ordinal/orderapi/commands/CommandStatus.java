package dev.ordinal.orderapi.commands;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a durable command.
 *
 * @param text {@code pending}, {@code accepted}, {@code rejected} or {@code parked}
 * @param command what was asked; null if that has left the log
 * @param outcome the decision; null while there is none, or if it has left the log
 */
public record CommandStatus(
    UUID commandId, String text, @Nullable Command command, @Nullable Outcome outcome) {

  /** What is known by one who has the command, and the outcome if there is one. */
  public CommandStatus(UUID commandId, @Nullable Command command, @Nullable Outcome outcome) {
    this(commandId, outcome == null ? "pending" : outcome.status(), command, outcome);
  }
}
