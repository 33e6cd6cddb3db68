package dev.ordinal.numberingstream.decider;

import dev.ordinal.contracts.Rejection;

/** The next number of a series, or why there is none. */
public sealed interface Offer {

  /** The number that a command gets if it is accepted. */
  record Next(NextNumber number) implements Offer {}

  /** The series is unknown, is for something else, or has no number left. */
  record None(Rejection why) implements Offer {}
}
