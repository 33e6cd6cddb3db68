package dev.ordinal.systemtests.crash;

import static java.util.stream.Collectors.toCollection;

import dev.ordinal.systemtests.crash.History.Told;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Callers who ask one thing after the other, through kills and restarts: what is not answered is
 * repeated with its key until it is.
 */
final class Callers implements AutoCloseable {

  /** A load that two cores bear beside restarts, so that a round shows the fault and not them. */
  private static final Duration PERIOD = Duration.ofMillis(200);

  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(70);
  private static final long RETRY_MILLIS = 200;

  private static final int TOLD = 20;

  /** Those who get one of these are told when to ask again. */
  private static final Set<Integer> PATIENCE = Set.of(429, 503);

  private final Client client;
  private final History history;
  private final int count;
  private final ExecutorService threads;
  private final Map<Integer, Long> answered = new HashMap<>();
  private final Map<String, String> open = new ConcurrentHashMap<>();
  private final Set<Work> asked;
  private final Set<Work> back = EnumSet.noneOf(Work.class);
  private final AtomicInteger refusals = new AtomicInteger();
  private volatile boolean closed;
  private volatile boolean overloaded;
  private long strikeAt = Long.MAX_VALUE;
  private long backAt;

  Callers(Client client, History history, int count) {
    this.client = client;
    this.history = history;
    this.count = count;
    this.threads = Executors.newCachedThreadPool();
    this.asked =
        IntStream.range(0, count)
            .mapToObj(Work::ofCaller)
            .collect(toCollection(() -> EnumSet.noneOf(Work.class)));
    for (int i = 0; i < count; i++) {
      int caller = i;
      threads.execute(() -> run(caller));
    }
  }

  /** Says that a fault strikes now. */
  synchronized void struck() {
    back.clear();
    backAt = 0;
    strikeAt = System.nanoTime();
  }

  /**
   * Milliseconds from the strike until something of each kind was made of what was asked after it;
   * 0 before.
   */
  synchronized long backAfterMillis() {
    return backAt == 0 ? 0 : Duration.ofNanos(backAt - strikeAt).toMillis();
  }

  /** Whether every caller has been answered since the strike: nothing of before it is in flight. */
  synchronized boolean allAnswered() {
    return answered.values().stream().filter(sentAt -> sentAt > strikeAt).count() == count;
  }

  /** The keys that are not answered yet, each with what came of it last. */
  List<String> unanswered() {
    return open.entrySet().stream().map(Object::toString).sorted().limit(TOLD).toList();
  }

  /** Asks for all of these at once, and repeats each until it is answered. */
  void askAtOnce(Work work, List<String> keys) throws InterruptedException, ExecutionException {
    List<Future<?>> asked = new ArrayList<>();
    for (String key : keys) {
      asked.add(threads.submit(() -> askUntilAnswered(work, key)));
    }
    for (Future<?> one : asked) {
      one.get();
    }
  }

  /**
   * Has many more ask for a while, each one thing after the other, and all until they are answered.
   * Meanwhile nobody may be left without an answer.
   *
   * @param times how many times as many as ask all the time
   * @param prefix of their keys
   * @return how many times somebody was refused meanwhile
   */
  int overload(int times, String prefix, Duration time)
      throws InterruptedException, ExecutionException {
    long end = System.nanoTime() + time.toNanos();
    List<Future<?>> asked = new ArrayList<>();
    refusals.set(0);
    overloaded = true;
    for (int i = 0; i < count * times; i++) {
      int caller = i;
      asked.add(
          threads.submit(
              () -> {
                for (int n = 0; System.nanoTime() - end < 0; n++) {
                  askUntilAnswered(Work.ofCaller(caller), "%s-%d-%d".formatted(prefix, caller, n));
                }
              }));
    }
    for (Future<?> one : asked) {
      one.get();
    }
    overloaded = false;
    return refusals.get();
  }

  private void run(int caller) {
    Work work = Work.ofCaller(caller);
    for (int i = 0; !closed; i++) {
      long start = System.nanoTime();
      Asked last = askUntilAnswered(work, "caller-%d-%d".formatted(caller, i));
      if (last != null) {
        note(caller, work, last.sentAt(), last.isNew());
        LockSupport.parkNanos(PERIOD.toNanos() - (System.nanoTime() - start));
      }
    }
  }

  /** When the answered request was sent, and whether it made something. */
  private record Asked(long sentAt, boolean isNew) {}

  /** Null if this is closed before it is answered. */
  private @Nullable Asked askUntilAnswered(Work work, String key) {
    open.put(key, "asked");
    try {
      Asked asked = ask(work, key);
      while (asked == null && !closed) {
        Thread.sleep(RETRY_MILLIS);
        asked = ask(work, key);
      }
      open.remove(key);
      return asked;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed
      return null;
    }
  }

  /** Null if it may or may not have happened. */
  private @Nullable Asked ask(Work work, String key) throws InterruptedException {
    long sentAt = System.nanoTime();
    Answer answer;
    try {
      answer = work.ask(client, key).get(ANSWER_LIMIT.toSeconds(), TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      String what = "%s after %d ms".formatted(e, millisSince(sentAt));
      open.put(key, what);
      if (overloaded && !closed) {
        history.contradict("%s %s: no answer, %s".formatted(work, key, what));
      }
      return null;
    }
    if (PATIENCE.contains(answer.status())) {
      refusals.incrementAndGet();
      if (answer.header("Retry-After").isEmpty()) {
        history.contradict("%s %s: %d without Retry-After".formatted(work, key, answer.status()));
      }
    }
    if (work.isToBeRepeated(answer)) {
      open.put(
          key, "%d after %d ms: %s".formatted(answer.status(), millisSince(sentAt), answer.text()));
      return null;
    }
    tell(work, key, answer);
    return new Asked(sentAt, answer.header("Idempotent-Replayed").isEmpty());
  }

  private void tell(Work work, String key, Answer answer) {
    try {
      if (answer.status() == 200 || answer.status() == 201) {
        history.tell(new Told(work, key, work.named(answer)));
        return;
      }
    } catch (UncheckedIOException e) {
      // It is no JSON, which is told like any other answer that nobody should get.
    }
    history.contradict("%s %s: %d %s".formatted(work, key, answer.status(), answer.text()));
  }

  private static long millisSince(long nanoTime) {
    return Duration.ofNanos(System.nanoTime() - nanoTime).toMillis();
  }

  private synchronized void note(int caller, Work work, long sentAt, boolean isNew) {
    answered.put(caller, sentAt);
    if (isNew && sentAt > strikeAt && back.add(work) && back.equals(asked)) {
      backAt = System.nanoTime();
    }
  }

  /** Has no more asked; what is not answered stays so. */
  void stop() {
    closed = true;
    threads.shutdownNow();
  }

  @Override
  public void close() {
    stop();
  }
}
