package dev.ordinal.contracts;

import java.util.UUID;

/**
 * What a decision led to, beside what its command says: numbers, times, who won. It is remembered
 * for the command's key, and what a caller is told is made of the command and the fact, the first
 * time and at every repeat. So it holds nothing that depends on who asks, or when, or on what has
 * happened since.
 */
public interface Fact {

  /** The command that was decided, which is another than a repeat of it. */
  UUID commandId();
}
