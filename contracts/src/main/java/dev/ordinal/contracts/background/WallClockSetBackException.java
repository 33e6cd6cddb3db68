package dev.ordinal.contracts.background;

import java.time.Duration;

/** Ends a turn so that the next one makes new Kafka clients, which take the clock as it is. */
public final class WallClockSetBackException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WallClockSetBackException(Duration back) {
    super(
        "the wall clock was set back by %d ms; new Kafka clients replace those that measure by it"
            .formatted(back.toMillis()));
  }
}
