package dev.ordinal.systemtests.crash;

import static org.awaitility.Awaitility.await;

import dev.ordinal.systemtests.crash.History.Told;
import dev.ordinal.systemtests.crash.Rounds.Round;
import dev.ordinal.systemtests.harness.AcmePay;
import dev.ordinal.systemtests.harness.Ordinal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills under load, one after the other on one data folder: after each it writes again, and nothing
 * that was told has changed. {@code -Pcrash -Dordinal.rounds=50} makes it long; replay one with
 * {@code -Dordinal.seed=N}. What fails says which transactions are open, and leaves its folder.
 */
class CrashIT {

  private static final int ROUNDS = Integer.getInteger("ordinal.rounds", 2);
  private static final int CALLERS = 60;
  private static final int REPEATED = 60;
  private static final Duration LIMIT = Duration.ofSeconds(90);

  @TempDir(cleanup = CleanupMode.ON_SUCCESS)
  private Path folder;

  private final long seed = Long.getLong("ordinal.seed", System.nanoTime());
  private final Random random = new Random(seed);
  private final History history = new History();
  private final Rounds rounds = new Rounds();
  private Ordinal ordinal;

  @BeforeEach
  void up() {
    System.out.printf("%d rounds, seed %d, folder %s%n", ROUNDS, seed, folder);
    ordinal = Ordinal.up(folder.resolve("data"), AcmePay.ENVIRONMENT);
  }

  @AfterEach
  void downAndReport() throws Exception {
    ordinal.close();
    System.out.print(rounds.table());
    Path target = Path.of(System.getProperty("ordinal.root"), "system-tests", "target");
    Files.writeString(target.resolve("crash-rounds.txt"), rounds.table());
  }

  @Test
  void afterEveryKillItWritesAgainAndNothingToldHasChanged() throws Exception {
    HistoryCheck check = new HistoryCheck(ordinal.ports(), ordinal.client(), history);
    try (Callers callers = new Callers(ordinal.client(), history, CALLERS)) {
      for (int index = 1; index <= ROUNDS; index++) {
        round(index, callers, check);
      }
    } catch (Exception | AssertionError e) {
      throw new AssertionError(describe(e), e);
    }
  }

  private void round(int index, Callers callers, HistoryCheck check) throws Exception {
    Fault fault = fault(index);
    boolean aimed = random.nextInt(5) < 2;
    int enough = history.size() + 500 + random.nextInt(1500);
    within(LIMIT, "a load", () -> history.size() >= enough);
    List<Told> before = history.all();

    Runnable strike = fault.against(ordinal);
    boolean hit = strike(callers, strike, aimed);
    ordinal = ordinal.again();
    within(LIMIT, "a new answer", () -> callers.backAfterMillis() > 0);
    within(LIMIT, "the answers to what was in flight", callers::allAnswered);
    check.check();
    for (int i = 0; i < REPEATED; i++) {
      check.checkRepeat(before.get(random.nextInt(before.size())));
    }
    if (index == ROUNDS) {
      callers.close();
      check.checkLists();
    }
    rounds.add(new Round(index, fault, aimed, hit, callers.backAfterMillis(), history.size()));
  }

  /** The process alone and everything in turn, the latter with and without Postgres' children. */
  private Fault fault(int index) {
    if (index % 2 == 1) {
      return Fault.PROCESS;
    }
    return random.nextBoolean() ? Fault.PROCESS_AND_POSTMASTER : Fault.EVERYTHING;
  }

  private boolean strike(Callers callers, Runnable strike, boolean aimed) throws Exception {
    Runnable marked =
        () -> {
          strike.run();
          callers.struck();
        };
    boolean hit = false;
    if (aimed) {
      hit = Aim.strikeWhenPrepared(ordinal.ports(), marked);
    } else {
      marked.run();
    }
    ordinal.process().exitCode();
    return hit;
  }

  private static void within(Duration limit, String what, Callable<Boolean> condition) {
    await(what).atMost(limit).pollInterval(Duration.ofMillis(20)).until(condition);
  }

  private String describe(Throwable failure) {
    return "round %d, -Dordinal.seed=%d, folder %s: %s%n  %s"
        .formatted(
            rounds.size() + 1,
            seed,
            folder,
            failure.getMessage(),
            String.join("\n  ", OpenTransactions.describe(ordinal.ports())));
  }
}
