package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.crash.History.Told;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Callers who ask one after the other without a pause, through kills and restarts: what is not
 * answered is repeated with its key until it is.
 */
final class Callers implements AutoCloseable {

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(70);
  private static final long RETRY_MILLIS = 50;

  /** It may or may not have happened; the key will tell. */
  private static final Set<Integer> MAYBE = Set.of(202, 429, 502, 503, 504);

  private final Client client;
  private final History history;
  private final int count;
  private final ExecutorService threads;
  private final Map<Integer, Long> answered = new HashMap<>();
  private volatile boolean closed;
  private long strikeAt = Long.MAX_VALUE;
  private long backAt;

  Callers(Client client, History history, int count) {
    this.client = client;
    this.history = history;
    this.count = count;
    this.threads = Executors.newFixedThreadPool(count);
    for (int i = 0; i < count; i++) {
      int caller = i;
      threads.execute(() -> run(caller));
    }
  }

  /** Says that a fault strikes now. */
  synchronized void struck() {
    backAt = 0;
    strikeAt = System.nanoTime();
  }

  /** Milliseconds from the strike to the first thing made of what was asked after it; 0 before. */
  synchronized long backAfterMillis() {
    return backAt == 0 ? 0 : Duration.ofNanos(backAt - strikeAt).toMillis();
  }

  /** Whether every caller has been answered since the strike: nothing of before it is in flight. */
  synchronized boolean allAnswered() {
    return answered.values().stream().filter(sentAt -> sentAt > strikeAt).count() == count;
  }

  private void run(int caller) {
    Work work = Work.ofCaller(caller);
    try {
      for (int i = 0; !closed; i++) {
        String key = "caller-%d-%d".formatted(caller, i);
        while (!closed && !isAnswered(caller, work, key)) {
          Thread.sleep(RETRY_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
    }
  }

  private boolean isAnswered(int caller, Work work, String key) throws InterruptedException {
    long sentAt = System.nanoTime();
    Answer answer;
    try {
      answer = work.ask(client, key).get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      return false;
    }
    if (MAYBE.contains(answer.status())) {
      return false;
    }
    if (answer.status() == 200 || answer.status() == 201) {
      history.tell(new Told(work, key, work.named(answer)));
    } else {
      history.contradict("%s %s: %d %s".formatted(work, key, answer.status(), answer.text()));
    }
    note(caller, sentAt, answer.status() == 201 && answer.header("Idempotent-Replayed").isEmpty());
    return true;
  }

  private synchronized void note(int caller, long sentAt, boolean isNew) {
    answered.put(caller, sentAt);
    if (isNew && sentAt > strikeAt && backAt == 0) {
      backAt = System.nanoTime();
    }
  }

  @Override
  public void close() {
    closed = true;
    threads.shutdownNow();
  }
}
