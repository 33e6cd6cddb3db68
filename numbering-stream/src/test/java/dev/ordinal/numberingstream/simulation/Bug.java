package dev.ordinal.numberingstream.simulation;

import static dev.ordinal.numberingstream.simulation.Promise.CONTIGUOUS;
import static dev.ordinal.numberingstream.simulation.Promise.ENDS_IN_TIME;
import static dev.ordinal.numberingstream.simulation.Promise.ENDS_ONCE;
import static dev.ordinal.numberingstream.simulation.Promise.NO_NUMBER_TWICE;
import static dev.ordinal.numberingstream.simulation.Promise.ONE_ANSWER;
import static dev.ordinal.numberingstream.simulation.Promise.ONE_HOLDER;
import static dev.ordinal.numberingstream.simulation.Promise.ONE_OUTCOME;
import static dev.ordinal.numberingstream.simulation.Promise.RIGHT_PERIOD;
import static dev.ordinal.numberingstream.simulation.Promise.TOLD_IS_COMMITTED;

import java.util.Set;

/**
 * A bug that a change could introduce, and a promise or two that it breaks: each is one that is
 * checked without the core's code.
 */
enum Bug {
  /** Nobody looks whether a key came before. */
  NO_DUPLICATE_CHECK(ONE_ANSWER),
  /** Outcomes are kept in a cache that is too small. */
  OUTCOMES_FORGOTTEN_EARLY(ONE_ANSWER),
  /** A name is not taken with its number. */
  NAME_NOT_TAKEN(ONE_HOLDER),
  /** Half of a command that failed stays in the tables. */
  HALF_A_COMMAND_STAYS(CONTIGUOUS, ENDS_ONCE),
  /** The counters begin anew after a crash. */
  COUNTERS_NOT_RESTORED(NO_NUMBER_TWICE, CONTIGUOUS),
  /** The changelog of one table is lost and made anew. */
  ONE_CHANGELOG_LOST(ENDS_ONCE),
  /** State is restored from what was aborted, too. */
  ABORTED_CHANGES_RESTORED(CONTIGUOUS, ONE_ANSWER),
  /** The tables are not wiped when their transaction was aborted. */
  STATE_KEPT_AFTER_ABORT(CONTIGUOUS, ONE_ANSWER),
  /** Who takes over does not wait for the end of the transaction before. */
  TAKEOVER_WITHOUT_WAITING(ONE_OUTCOME, CONTIGUOUS),
  /** A writer whose partition was given to another may commit. */
  ZOMBIE_NOT_FENCED(NO_NUMBER_TWICE, ONE_OUTCOME),
  /** The input's offset is committed before the work. */
  OFFSETS_COMMITTED_BEFORE(ONE_OUTCOME),
  /** The input's offset is committed after the transaction. */
  OFFSETS_COMMITTED_AFTER(ONE_OUTCOME),
  /** Replies are read uncommitted. */
  UNCOMMITTED_REPLIES_READ(TOLD_IS_COMMITTED),
  /** The reply is sent past the transaction. */
  REPLY_BEFORE_COMMIT(TOLD_IS_COMMITTED),
  /** Deadlines pass by the wall clock. */
  DEADLINES_BY_WALL_CLOCK(ENDS_IN_TIME),
  /** Deadlines pass while commands wait that were accepted before. */
  DEADLINES_OVERTAKE_COMMANDS(ENDS_IN_TIME),
  /** What follows from a deadline is sent again after a time-out. */
  DEADLINE_SENT_TWICE(ENDS_ONCE),
  /** The period is that of the writer's clock. */
  PERIOD_BY_WRITERS_CLOCK(RIGHT_PERIOD),
  /** The same owner's commands go to two partitions, as after a change of their number. */
  OWNER_IN_TWO_PARTITIONS(NO_NUMBER_TWICE, CONTIGUOUS);

  private final Promise one;
  private final Promise other;

  Bug(Promise broken) {
    this(broken, broken);
  }

  Bug(Promise one, Promise other) {
    this.one = one;
    this.other = other;
  }

  /** Whether one of the promises that it breaks is among these. */
  boolean isShownBy(Set<Promise> broken) {
    return broken.contains(one) || broken.contains(other);
  }
}
