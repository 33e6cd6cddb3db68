package dev.ordinal.numberingstream.topology;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which partitions' writers cannot change their state. It outlives tasks and threads, so that what
 * fails again after a restart is known. A writer that failed several times in a row is stopped;
 * after a while one command is tried, and what goes well starts it again. Thread-safe.
 */
public final class WriterHealth {

  /** A command that failed so often is not tried again; it may be the only one that fails. */
  private static final int ATTEMPTS = 2;

  private static final int FAILURES = 3;
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);

  private final Map<Integer, Broken> broken = new ConcurrentHashMap<>();

  /** The partitions that are here now, and how many deadlines and definitions of each wait. */
  private final Map<Integer, Integer> failing = new ConcurrentHashMap<>();

  /**
   * A writer whose last attempt failed while state was changed.
   *
   * @param offset of the command that was tried; -1 where it was none
   * @param attempts how often that command was tried
   * @param failures how many attempts failed in a row
   * @param until when the next is made, in ms of the epoch
   */
  private record Broken(long offset, int attempts, int failures, long until, Fault fault) {}

  /** The partition's writer is here from now on. */
  void opened(int partition) {
    failing.put(partition, 0);
  }

  /** The partition's writer is gone, to another instance or to come again. */
  void closed(int partition) {
    failing.remove(partition);
  }

  /** A change of state failed and its transaction aborts. */
  void failed(int partition, long offset, long now, Throwable thrown) {
    broken.compute(partition, (key, before) -> after(before, offset, now, Fault.of(thrown)));
  }

  private static Broken after(@Nullable Broken before, long offset, long now, Fault fault) {
    int failures = before == null ? 1 : before.failures() + 1;
    int attempts = before == null || before.offset() != offset ? 1 : before.attempts() + 1;
    long pause =
        failures < FAILURES
            ? 0
            : Math.min(
                FIRST_PAUSE.toMillis() << Math.min(failures - FAILURES, 10),
                LONGEST_PAUSE.toMillis());
    return new Broken(offset, attempts, failures, now + pause, fault);
  }

  /**
   * A change of state went well. What failed is only forgotten if it was this or came before: after
   * an abort the commands before it come again too.
   *
   * @param offset of the command; -1 where it was none
   */
  void works(int partition, long offset) {
    if (!broken.isEmpty()) {
      broken.computeIfPresent(partition, (key, before) -> offset < before.offset() ? before : null);
    }
  }

  /** Why nothing is to be tried in this partition now; null if it is. */
  @Nullable Fault stop(int partition, long now) {
    Broken writer = broken.get(partition);
    return writer != null && writer.failures() >= FAILURES && now < writer.until()
        ? writer.fault()
        : null;
  }

  /** Why the command at this offset is not to be tried again; null if it is. */
  @Nullable Fault refusal(int partition, long offset) {
    Broken writer = broken.get(partition);
    return writer != null && writer.offset() == offset && writer.attempts() >= ATTEMPTS
        ? writer.fault()
        : null;
  }

  /** How many deadlines and definitions of a partition failed and wait to be tried again. */
  void failing(int partition, int count) {
    failing.replace(partition, count);
  }

  /** How many deadlines and definitions failed and wait to be tried again, in this process. */
  public int failing() {
    return failing.values().stream().mapToInt(Integer::intValue).sum();
  }

  /** The same in words; null while there are none. */
  public @Nullable String failures() {
    int count = failing();
    return count == 0 ? null : count + " deadlines or default series failed and are tried again";
  }

  /** The stopped writers in words, in the order of their partitions; empty while all is well. */
  public List<String> troubles() {
    return broken.entrySet().stream()
        .filter(entry -> failing.containsKey(entry.getKey()))
        .filter(entry -> entry.getValue().failures() >= FAILURES)
        .sorted(Map.Entry.comparingByKey())
        .map(
            entry ->
                "the writer of partition %d is stopped: %s at %s"
                    .formatted(
                        entry.getKey(),
                        entry.getValue().fault().exception(),
                        entry.getValue().fault().place()))
        .toList();
  }
}
