package dev.ordinal.projections.audit.checks;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Set;

/**
 * Proves I3 for a partition: commands are decided in their order, and each has one result, or, if
 * it is no command, one dead letter. So commands and results are the same ids in the same order,
 * and a window of each is enough to find where they part. A command that is tried again is there
 * again, with a result of its own. For one thread.
 */
public final class OutcomeCheck {

  /** How many commands, and how many results, wait for their counterpart at most. */
  public static final int WINDOW = 4_000;

  /** Dead letters of commands that are not read yet, at most. */
  private static final int MAX_LETTERS = 1_000_000;

  private final int partition;
  private final Findings findings;
  private final Deque<Waiting> commands = new ArrayDeque<>();
  private final Deque<Waiting> results = new ArrayDeque<>();
  private final Set<Long> letters = new HashSet<>();

  /** Whether results of commands that are kept no more may come first. */
  private boolean isSeeking;

  /** The ids of the commands at hand while results are sought for them. */
  private final Set<String> sought = new HashSet<>();

  /** Whether neither of the first two has its counterpart among those at hand. */
  private boolean isUndecided;

  private boolean allCommands;
  private boolean allResults;
  private boolean tooManyLetters;
  private long round;
  private long matched;

  /** A record that waits for its counterpart. */
  private record Waiting(String id, long offset, long round) {}

  /**
   * A check that has read nothing.
   *
   * @param isComplete whether the commands are there from the first one on; if not, the results
   *     before that of the first command are those of commands that are no longer kept
   */
  public OutcomeCheck(int partition, boolean isComplete, Findings findings) {
    this.partition = partition;
    this.isSeeking = !isComplete;
    this.findings = findings;
  }

  /** Begins a round; commands that are read in it are decided, and their results can be read. */
  public void beginRound() {
    round++;
    allCommands = false;
    allResults = false;
  }

  /** The record at this offset of the commands is none, says a dead letter. */
  public void notACommand(long offset) {
    if (letters.size() < MAX_LETTERS) {
      letters.add(offset);
    } else {
      tooManyLetters = true;
    }
  }

  /** A command; {@code id} is empty where the record has none. */
  public void command(long offset, String id) {
    if (letters.remove(offset)) {
      matched++;
    } else if (id.isEmpty()) {
      missing("the record", offset);
    } else {
      commands.addLast(new Waiting(id, offset, round));
      if (isSeeking) {
        sought.add(id);
      }
      settleWith(id, results);
    }
  }

  /** All commands of the round have been read. */
  public void commandsEnd() {
    allCommands = true;
    settle();
  }

  /** All results of the round have been read. */
  public void resultsEnd() {
    allResults = true;
    settle();
  }

  /** A result. */
  public void result(long offset, String id) {
    results.addLast(new Waiting(id, offset, round));
    settleWith(id, commands);
  }

  /** Whether another command may come. */
  public boolean takesCommands() {
    return commands.size() < WINDOW;
  }

  /** Whether another result may come: only while there are commands to compare it with. */
  public boolean takesResults() {
    return results.size() < WINDOW && (!isSeeking || allCommands || !takesCommands());
  }

  /** Whether all results at hand are those of commands that come in a later round. */
  public boolean isDone() {
    return allCommands && commands.isEmpty() && results.size() >= WINDOW;
  }

  /** How many commands have had their outcome. */
  public long matched() {
    return matched;
  }

  /** Whether there were more dead letters than can be kept in mind, so that nothing is proven. */
  public boolean hasTooManyLetters() {
    return tooManyLetters;
  }

  /** Ends a round: what was decided before it began has had its results by now. */
  public void endRound() {
    commandsEnd();
    resultsEnd();
    // Results of commands that come later wait a round for them.
    while (!results.isEmpty() && results.getFirst().round() < round) {
      second(results.removeFirst());
    }
  }

  /** Settles unless what came cannot change that nothing can be decided. */
  private void settleWith(String id, Deque<Waiting> others) {
    Waiting other = others.peekFirst();
    if (!isUndecided || other == null || other.id().equals(id) || isWindowFull()) {
      settle();
    }
  }

  private void settle() {
    isUndecided = false;
    while (!commands.isEmpty() && !results.isEmpty()) {
      if (commands.getFirst().id().equals(results.getFirst().id())) {
        commands.removeFirst();
        results.removeFirst();
        matched++;
        found();
      } else if (isSeeking && !sought.contains(results.getFirst().id())) {
        results.removeFirst();
      } else if (!part()) {
        isUndecided = true;
        break;
      }
    }
    while (allResults && !commands.isEmpty() && results.isEmpty()) {
      missing(commands.removeFirst());
    }
  }

  /** The first command has met its result: what comes from now on must fit. */
  private void found() {
    isSeeking = false;
    sought.clear();
  }

  /** Names what is on one side alone; whether that can be told already. */
  private boolean part() {
    found();
    if (has(commands, results.getFirst().id())) {
      missing(commands.removeFirst());
    } else if (has(results, commands.getFirst().id())) {
      second(results.removeFirst());
    } else if (allResults) {
      // The results at hand may be those of commands that are read later.
      missing(commands.removeFirst());
    } else if (isWindowFull()) {
      missing(commands.removeFirst());
      second(results.removeFirst());
    } else {
      return false;
    }
    return true;
  }

  private boolean isWindowFull() {
    return commands.size() >= WINDOW && results.size() >= WINDOW;
  }

  private static boolean has(Deque<Waiting> side, String id) {
    for (Iterator<Waiting> each = side.iterator(); each.hasNext(); ) {
      if (each.next().id().equals(id)) {
        return true;
      }
    }
    return false;
  }

  private void missing(Waiting command) {
    missing("command " + command.id(), command.offset());
  }

  private void missing(String what, long offset) {
    findings.add(
        Kind.MISSING_OUTCOME,
        "%s at ordinal.commands-%d@%d is decided and has neither result nor dead letter"
            .formatted(what, partition, offset));
  }

  private void second(Waiting result) {
    findings.add(
        Kind.SECOND_OUTCOME,
        "the result at ordinal.results-%d@%d is of command %s, which was not to be decided then"
            .formatted(partition, result.offset(), result.id()));
  }
}
