package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.CommandEnvelope;

/**
 * A command on the command topic, with what only the simulation knows of it.
 *
 * @param isTimeRight whether the clock of the API that accepted it was right
 * @param failsAt its decision fails at this change of state; negative for one that does not
 */
record Sent(CommandEnvelope envelope, boolean isTimeRight, int failsAt) {

  boolean isMeantToFail() {
    return failsAt >= 0;
  }
}
