package dev.ordinal.systemtests.crash;

import static org.awaitility.Awaitility.await;

import dev.ordinal.systemtests.crash.History.Told;
import dev.ordinal.systemtests.harness.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * The faults of one stage, in a random order, on one site under load. After each it writes again,
 * and nothing that was told has changed. What fails says what is not answered, and which
 * transactions are open.
 */
final class StageRun<S extends Deployment> {

  private static final int CALLERS = 60;
  private static final int REPEATED = 60;
  private static final Duration LIMIT = Duration.ofMinutes(2);

  private final Stage<S> stage;
  private final Random random;
  private final History history = new History();

  StageRun(Stage<S> stage, Random random) {
    this.stage = stage;
    this.random = random;
  }

  /**
   * Runs.
   *
   * @param folder for all data; of no use afterwards, but for those who look for a cause
   * @param rounds of each fault
   * @param told is told of each round when it is over
   * @throws BrokenPromise with all that is known about it
   */
  void run(Path folder, int rounds, Consumer<Round> told) {
    List<Fault<S>> faults = new ArrayList<>();
    stage.faults().forEach(fault -> faults.addAll(Collections.nCopies(rounds, fault)));
    Collections.shuffle(faults, random);
    try (S site = stage.start().apply(folder);
        Callers callers = new Callers(site.client(), history, CALLERS)) {
      HistoryCheck check = new HistoryCheck(site.ports(), site.client(), history);
      String now = "the start";
      try {
        for (Fault<S> fault : faults) {
          now = fault.name();
          told.accept(round(fault, site, callers, check));
        }
        now = "the end of stage " + stage.name();
        callers.stop();
        check.checkLists();
      } catch (Exception | AssertionError e) {
        throw new BrokenPromise(now, describe(site, callers, e), e);
      }
    }
  }

  /** Something that must always hold does not, or it did not come back in time. */
  static final class BrokenPromise extends AssertionError {
    private static final long serialVersionUID = 1L;

    private final String fault;

    BrokenPromise(String fault, String message, Throwable cause) {
      super(message, cause);
      this.fault = fault;
    }

    /** During which fault. */
    String fault() {
      return fault;
    }
  }

  private Round round(Fault<S> fault, S site, Callers callers, HistoryCheck check)
      throws Exception {
    long start = System.nanoTime();
    int sizeBefore = history.size();
    int enough = sizeBefore + 300 + random.nextInt(600);
    within("a load", () -> history.size() >= enough);
    List<Told> before = history.all();

    Blow blow = new Blow(callers, random);
    fault.strike().at(site, blow);
    within("a new answer of each kind", () -> callers.backAfterMillis() > 0);
    within("the answers to what was in flight", callers::allAnswered);
    check.check();
    check.checkRepeats(before, REPEATED, random);
    return new Round(
        fault.name(),
        blow.missed(),
        callers.backAfterMillis(),
        (System.nanoTime() - start) / 1e9,
        history.size() - sizeBefore);
  }

  private static void within(String what, Callable<Boolean> condition) {
    await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private String describe(S site, Callers callers, Throwable failure) {
    return "%s%n  not answered: %s%n  %s"
        .formatted(
            failure.getMessage(),
            callers.unanswered(),
            String.join("\n  ", OpenTransactions.describe(site.ports())));
  }
}
