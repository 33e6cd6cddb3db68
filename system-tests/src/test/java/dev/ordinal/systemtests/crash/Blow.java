package dev.ordinal.systemtests.crash;

import static org.awaitility.Awaitility.await;

import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.Ports;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;

/** One blow of a fault: when it falls, and whether it fell where it was aimed. */
final class Blow {

  private static final Duration LIMIT = Duration.ofSeconds(90);

  private final Callers callers;
  private final Random random;
  private final Set<Part> parts;
  private final Predicate<Part> isFree;
  private volatile boolean missed;
  private volatile long fellAt;

  /**
   * One that has not fallen yet.
   *
   * @param parts those that it hits
   * @param isFree whether no fault of the round hits a part
   */
  Blow(Callers callers, Random random, Set<Part> parts, Predicate<Part> isFree) {
    this.callers = callers;
    this.random = random;
    this.parts = parts;
    this.isFree = isFree;
  }

  /** What it hits, of a fault that hits one part. */
  Part part() {
    return parts.iterator().next();
  }

  /** Whether it may hit this part instead: no other fault of the round does. */
  boolean mayHit(Part part) {
    return parts.contains(part) || isFree.test(part);
  }

  /** Whatever is random about a fault comes from here, so that a seed replays it. */
  Random random() {
    return random;
  }

  /**
   * Strikes now. What is asked once {@code strike} has returned counts as asked afterwards, so that
   * an outage by a clean stop counts from its end.
   */
  void fall(Runnable strike) {
    strike.run();
    fellAt = System.nanoTime();
    callers.struck();
  }

  /** Strikes while a transaction of the numbering stream is prepared and not complete. */
  void fallInACommit(Ports ports, Runnable strike) throws Exception {
    aimed(Aim.strikeWhenPrepared(ports, () -> fall(strike)));
  }

  /** Says whether it had an effect that it was aimed at. */
  void aimed(boolean atIt) {
    missed |= !atIt;
  }

  /** Whether something of each kind was made of what was asked since. */
  boolean isBack() {
    return callers.backAfterMillis() > 0;
  }

  /** How long ago it fell. */
  Duration sinceFall() {
    return Duration.ofNanos(System.nanoTime() - fellAt);
  }

  /** Waits until something of each kind was made of what was asked since; 90 s at most. */
  void awaitRecovery() {
    awaitRecovery(LIMIT);
  }

  /** The same with another limit. */
  void awaitRecovery(Duration limit) {
    await("a new answer of each kind").atMost(limit).until(this::isBack);
  }

  /** Waits until this long after it fell. */
  void awaitSince(Duration time) {
    await().atMost(time.plus(LIMIT)).until(() -> sinceFall().compareTo(time) >= 0);
  }

  /** Asks for all of these at once, beside the load, and repeats each until it is answered. */
  void ask(Work work, List<String> keys) throws Exception {
    callers.askAtOnce(work, keys);
  }

  /** Has so many times as many ask for a while, and until they are answered; some are refused. */
  void overload(int times, Duration time) throws Exception {
    aimed(callers.overload(times, "overload-" + random.nextLong(), time) > 0);
  }

  /** Whether it was aimed at something and missed it. */
  boolean missed() {
    return missed;
  }
}
