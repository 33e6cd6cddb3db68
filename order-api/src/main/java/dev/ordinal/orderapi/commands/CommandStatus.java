package dev.ordinal.orderapi.commands;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Outcome;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a durable command.
 *
 * @param command what was asked; null if that has left the log
 * @param outcome the decision; null while there is none
 */
public record CommandStatus(UUID commandId, @Nullable Command command, @Nullable Outcome outcome) {

  /** {@code pending}, {@code accepted}, {@code rejected} or {@code parked}. */
  public String text() {
    return outcome == null ? "pending" : outcome.status();
  }

  /** Whether it cannot be told without the command. */
  public boolean isAccepted() {
    return outcome != null && outcome.fact() != null;
  }

  /** The same with the command. */
  public CommandStatus of(@Nullable Command asked) {
    return new CommandStatus(commandId, asked, outcome);
  }
}
