package dev.ordinal.orderapi.commands;

import dev.ordinal.contracts.CommandEnvelope;
import java.util.concurrent.CompletionStage;

/** The way to the command topic. */
public interface CommandLink {

  /**
   * Sends a command; done when it is durable. Never blocks for long, never throws: it fails with a
   * {@link dev.ordinal.orderapi.http.ProblemException} {@code kafka-unavailable}.
   */
  CompletionStage<Void> send(CommandEnvelope envelope);
}
