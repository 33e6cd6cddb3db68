package dev.ordinal.systemtests.harness;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Waits for a condition, 60 s at most where nothing else is said. */
public final class Await {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  private Await() {}

  /** Tries again and again until it does not throw. */
  public static void succeeds(Callable<?> attempt) {
    until(
        () -> {
          attempt.call();
          return true;
        },
        done -> done);
  }

  /** Asks again and again until the answer is right, and answers it. */
  public static <T> T until(Callable<T> ask, Predicate<T> right) {
    return until(LIMIT, ask, right);
  }

  /** The same within {@code limit}. */
  public static <T> T until(Duration limit, Callable<T> ask, Predicate<T> right) {
    return await()
        .atMost(limit)
        .pollInterval(Duration.ofMillis(50))
        .ignoreExceptions()
        .until(ask, right);
  }
}
