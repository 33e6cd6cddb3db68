package dev.ordinal.numberingstream.simulation;

/** What must hold in every run. */
enum Promise {
  /** I1: no number is given twice. */
  NO_NUMBER_TWICE,
  /** I2: numbers are contiguous from the start in log order; a skip has an event with a reason. */
  CONTIGUOUS,
  /** The period and the text of a number are those of the command's time in the series' zone. */
  RIGHT_PERIOD,
  /** I3: every command has exactly one outcome. */
  ONE_OUTCOME,
  /** I4: a key has one number, and the same answer at every repeat. */
  ONE_ANSWER,
  /** I6: nothing is told that is not in the committed log. */
  TOLD_IS_COMMITTED,
  /** I7: a lead has one winner at a time, its tokens only grow, and its line is served in order. */
  ONE_WINNER,
  /** A name that can be had once is had once. */
  ONE_HOLDER,
  /** A lease or reservation ends once, and it does end. */
  ENDS_ONCE,
  /** No lease or reservation ends early, and with right clocks and no fault none ends late. */
  ENDS_IN_TIME,
  /** Whatever a writer went through, its state is that of one who never crashed. */
  STATE_SURVIVES,
  /** No command is parked but those whose decision was made to fail. */
  NOTHING_PARKED
}
