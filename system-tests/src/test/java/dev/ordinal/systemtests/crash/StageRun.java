package dev.ordinal.systemtests.crash;

import static org.awaitility.Awaitility.await;

import dev.ordinal.systemtests.crash.History.Told;
import dev.ordinal.systemtests.harness.Deployment;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * The faults of one stage, in a random order, alone and together, on one site under load. After
 * each round it writes again, and nothing that was told has changed. What fails says what is not
 * answered, and which transactions are open.
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
   * @param told is told of each round when it is over
   * @throws BrokenPromise with all that is known about it
   */
  void run(Path folder, Plan plan, Consumer<Round> told) {
    try (S site = stage.start().apply(folder);
        Callers callers = new Callers(site.client(), history, CALLERS)) {
      HistoryCheck check = new HistoryCheck(site.ports(), site.client(), history);
      String now = "the start";
      try {
        for (Strikes<S> faults : plan.rounds(stage.faults(), random)) {
          now = String.join(" + ", faults.names());
          int load = plan.answersBefore(random);
          told.accept(round(faults, load, site, callers, check));
        }
        now = "the end of stage " + stage.name();
        callers.stop();
        check.checkLists();
        Audit.of(site, folder);
      } catch (Exception | AssertionError e) {
        throw new BrokenPromise(now, describe(site, folder, callers, e), e);
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

  private Round round(
      Strikes<S> faults, int answersBefore, S site, Callers callers, HistoryCheck check)
      throws Exception {
    long start = System.nanoTime();
    int sizeBefore = history.size();
    int enough = sizeBefore + answersBefore;
    within("a load", () -> history.size() >= enough);
    double load = (history.size() - sizeBefore) / secondsSince(start);
    List<Told> before = history.all();

    List<String> missed = strike(faults, site, callers);
    within("a new answer of each kind", () -> callers.backAfterMillis() > 0);
    within("the answers to what was in flight", callers::allAnswered);
    CompletableFuture<Void> repeats =
        CompletableFuture.runAsync(() -> check.checkRepeats(before, REPEATED, random));
    check.check();
    repeats.join();
    return new Round(
        faults.names(),
        missed,
        load,
        callers.backAfterMillis(),
        secondsSince(start),
        history.size() - sizeBefore);
  }

  /** All at once; returns once all is mended. Answers the names of those that missed. */
  private List<String> strike(Strikes<S> faults, S site, Callers callers) throws Exception {
    Map<String, Future<Boolean>> strikes = new LinkedHashMap<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      for (Fault<S> fault : faults.faults()) {
        Blow blow =
            new Blow(callers, new Random(random.nextLong()), faults.parts(fault), faults::isFree);
        strikes.put(
            fault.name(),
            threads.submit(
                () -> {
                  fault.strike().at(site, blow);
                  return blow.missed();
                }));
      }
      List<String> missed = new ArrayList<>();
      for (Map.Entry<String, Future<Boolean>> strike : strikes.entrySet()) {
        if (strike.getValue().get()) {
          missed.add(strike.getKey());
        }
      }
      return missed;
    } finally {
      threads.shutdownNow();
    }
  }

  private static double secondsSince(long nanoTime) {
    return (System.nanoTime() - nanoTime) / 1e9;
  }

  private static void within(String what, Callable<Boolean> condition) {
    await(what).atMost(LIMIT).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private String describe(S site, Path folder, Callers callers, Throwable failure) {
    return "%s%n  not answered: %s%n  %s"
        .formatted(
            failure.getMessage(),
            callers.unanswered(),
            String.join("\n  ", Evidence.of(site.ports(), folder)));
  }
}
