package dev.ordinal.projections.audit.checks;

import java.time.Duration;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Proves I3 for a partition: each decided command has one result, or, if it is no command, one dead
 * letter. Results mostly come in the order of the commands, but a large import and what its owner
 * is asked meanwhile have theirs later, so each side waits for its counterpart in a bounded table.
 * A command that is tried again is there again, with a result of its own. A command that was read
 * again, as after offsets were set back, may have another result that is not final. For one thread.
 */
public final class OutcomeCheck {

  /** How many commands, and how many results, wait for their counterpart at most. */
  public static final int WINDOW = 20_000;

  /** How long an import may be under way. */
  public static final Duration IMPORT_LIMIT = Duration.ofMinutes(10);

  /** How much later than those of its time a result may come. */
  private static final long LATE_MILLIS = Duration.ofHours(1).toMillis();

  /** Dead letters of commands that are not read yet, at most. */
  private static final int MAX_LETTERS = 1_000_000;

  private final int partition;
  private final Findings findings;
  private final Map<String, Waiting<Command>> commands = new LinkedHashMap<>();
  private final Map<String, Waiting<Result>> results = new LinkedHashMap<>();

  /** Results that are not final; those of commands that were read again never meet a command. */
  private final Map<String, Waiting<Result>> notFinal = new LinkedHashMap<>();

  private final Set<Long> letters = new HashSet<>();
  private final boolean isComplete;

  /** Whether no command has met its result yet, while those of before may come first. */
  private boolean isSeeking;

  private boolean allCommands;
  private boolean tooManyLetters;
  private long firstCommandAt = Long.MAX_VALUE;
  private long round;
  private long matched;

  /**
   * A record of the commands.
   *
   * @param id empty where the record has none
   * @param owner its key
   * @param timestamp of the record, in ms since 1970
   * @param isImport whether it may be decided in steps, while others are decided
   */
  public record Command(long offset, String id, String owner, long timestamp, boolean isImport) {}

  private record Result(long offset, String id, long timestamp) {}

  /** Records with one id, of which the first is kept. */
  private record Waiting<T>(T record, int count, long round) {}

  /**
   * A check that has read nothing.
   *
   * @param isComplete whether the commands are there from the first one on; if not, results of
   *     commands that are no longer kept are passed over
   */
  public OutcomeCheck(int partition, boolean isComplete, Findings findings) {
    this.partition = partition;
    this.isComplete = isComplete;
    this.isSeeking = !isComplete;
    this.findings = findings;
  }

  /** Begins a round; commands that are read in it are decided, and their results can be read. */
  public void beginRound() {
    round++;
    allCommands = false;
  }

  /** The record at this offset of the commands is none, says a dead letter. */
  public void notACommand(long offset) {
    if (letters.size() < MAX_LETTERS) {
      letters.add(offset);
    } else {
      tooManyLetters = true;
    }
  }

  /** A command. */
  public void command(Command command) {
    firstCommandAt = Math.min(firstCommandAt, command.timestamp());
    if (letters.remove(command.offset())) {
      matched++;
    } else if (command.id().isEmpty()) {
      missing("the record", command.offset());
    } else if (take(results, command.id()) || take(notFinal, command.id())) {
      found();
    } else {
      put(commands, command.id(), command);
      dropIfFull();
    }
  }

  /** All commands of the round have been read. */
  public void commandsEnd() {
    allCommands = true;
  }

  /**
   * A result.
   *
   * @param timestamp of the record, in ms since 1970
   * @param isFinal whether its command may have no other: not if it tells again what was decided
   *     before, or refuses what would be decided anew; asked only where the result comes before its
   *     command, if it has one
   */
  public void result(long offset, String id, long timestamp, BooleanSupplier isFinal) {
    if (take(commands, id)) {
      found();
    } else if (!isSeeking) {
      Result result = new Result(offset, id, timestamp);
      if (isFinal.getAsBoolean()) {
        put(results, id, result);
        dropIfFull();
      } else {
        put(notFinal, id, result);
        if (notFinal.size() > WINDOW) {
          removeFirst(notFinal);
        }
      }
    }
  }

  /** Whether another command may come. */
  public boolean takesCommands() {
    return commands.size() < WINDOW;
  }

  /** Whether another result may come: only once the commands to compare it with are there. */
  public boolean takesResults() {
    return results.size() < WINDOW && (allCommands || !takesCommands());
  }

  /** Whether all results at hand are those of commands that come in a later round. */
  public boolean isDone() {
    return allCommands && results.size() >= WINDOW;
  }

  /** How many commands have had their outcome. */
  public long matched() {
    return matched;
  }

  /** How many commands of an import, or behind it, have no result yet. */
  public int underWay() {
    return commands.size();
  }

  /** Whether there were more dead letters than can be kept in mind, so that nothing is proven. */
  public boolean hasTooManyLetters() {
    return tooManyLetters;
  }

  /**
   * Ends a round: what was decided before it began has had its results by now, but for imports that
   * are under way and what their owners were asked since.
   *
   * @param now in ms since 1970
   */
  public void endRound(long now) {
    allCommands = true;
    Set<String> importing = new HashSet<>();
    for (Iterator<Waiting<Command>> each = commands.values().iterator(); each.hasNext(); ) {
      Command command = each.next().record();
      if (command.isImport() && now - command.timestamp() < IMPORT_LIMIT.toMillis()) {
        importing.add(command.owner());
      }
      if (!importing.contains(command.owner())) {
        missing(command);
        each.remove();
      }
    }
    notFinal.values().removeIf(result -> result.round() < round);
    // Results of commands that come later wait a round for them.
    results
        .values()
        .removeIf(
            result -> {
              boolean isOver = result.round() < round;
              if (isOver) {
                second(result);
              }
              return isOver;
            });
  }

  private void found() {
    matched++;
    isSeeking = false;
  }

  private <T> void put(Map<String, Waiting<T>> side, String id, T record) {
    Waiting<T> before = side.get(id);
    side.put(
        id,
        before == null
            ? new Waiting<>(record, 1, round)
            : new Waiting<>(before.record(), before.count() + 1, before.round()));
  }

  private static <T> boolean take(Map<String, Waiting<T>> side, String id) {
    Waiting<T> waiting = side.remove(id);
    if (waiting != null && waiting.count() > 1) {
      side.put(id, new Waiting<>(waiting.record(), waiting.count() - 1, waiting.round()));
    }
    return waiting != null;
  }

  /** Where both sides are full, the first of each will not meet its counterpart any more. */
  private void dropIfFull() {
    if (commands.size() >= WINDOW && results.size() >= WINDOW) {
      missing(removeFirst(commands).record());
      second(removeFirst(results));
    }
  }

  private static <T> Waiting<T> removeFirst(Map<String, Waiting<T>> side) {
    Iterator<Waiting<T>> each = side.values().iterator();
    Waiting<T> first = each.next();
    each.remove();
    return first;
  }

  private void missing(Command command) {
    missing("command " + command.id(), command.offset());
  }

  private void missing(String what, long offset) {
    findings.add(
        Kind.MISSING_OUTCOME,
        "%s at ordinal.commands-%d@%d is decided and has neither result nor dead letter"
            .formatted(what, partition, offset));
  }

  private void second(Waiting<Result> waiting) {
    Result result = waiting.record();
    boolean isOfBefore = !isComplete && result.timestamp() - firstCommandAt < LATE_MILLIS;
    if (!isOfBefore) {
      findings.add(
          Kind.SECOND_OUTCOME,
          "the result at ordinal.results-%d@%d is of command %s, which was not to be decided then"
              .formatted(partition, result.offset(), result.id()));
    }
  }
}
