package dev.ordinal.orderapi.commands;

import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.Fact;

/**
 * How one capability answers its commands; each capability has one.
 *
 * @param <C> its command family
 */
public interface AnswerRenderer<C extends Command> {

  /** The family that is answered here. */
  Class<C> family();

  /**
   * The answer to a command that was accepted. It follows from these two alone, so a repeat gets
   * the same, byte for byte.
   *
   * @param command as it was asked, the first time or again
   * @param fact what it led to the first time
   */
  Rendered render(C command, Fact fact);
}
