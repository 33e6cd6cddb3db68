package dev.ordinal.projections.audit.checks;

import java.util.Locale;

/** What can be wrong. The names are those of the metrics and of the report, for ever. */
public enum Kind {
  /** Sequences that nobody got and no event skips (I2). */
  HOLE("I2"),
  /** A sequence, and so a number, that was given before (I1). */
  DUPLICATE("I1"),
  /** A number that comes later in the log than one with a greater sequence (I2). */
  WRONG_ORDER("I2"),
  /** A number below the series' start (I2). */
  WRONG_START("I2"),
  /** A reset, sync or import that does not fit what was given around it (I2). */
  WRONG_SKIP("I2"),
  /** A text that does not say its series, period and sequence, so that it could come twice (I1). */
  WRONG_NUMBER("I1"),
  /** Numbers of a series outside its partition or topic, so that their order is nobody's (I1). */
  SECOND_WRITER("I1"),
  /** A number of a series that no event defines (I2). */
  UNDEFINED_SERIES("I2"),
  /** A series that was defined anew in a way that could print a number again (I1). */
  UNSAFE_DEFINITION("I1"),
  /** An event that does not say what its type says. */
  UNREADABLE("I2"),
  /** A decided command without an outcome (I3). */
  MISSING_OUTCOME("I3"),
  /** An outcome more than there are commands (I3). */
  SECOND_OUTCOME("I3"),
  /** Postgres is not the fold of the log (I5). */
  READ_MODEL("I5");

  private final String invariant;

  Kind(String invariant) {
    this.invariant = invariant;
  }

  /** The invariant that it breaks, as design and guarantees count them. */
  public String invariant() {
    return invariant;
  }

  /** As in reports and metrics, such as {@code missing-outcome}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
