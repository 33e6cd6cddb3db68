package dev.ordinal.systemtests.harness;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.systemtests.harness.Client.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

/**
 * One caller a series, in a tight loop: asks for the next number as soon as it has one, and repeats
 * with its key until it has.
 */
public final class Callers implements AutoCloseable {

  /** What a caller posts, another body for each number. */
  public record Load(String path, Supplier<? extends JsonNode> body) {}

  private record Given(long sentAt, long at, String number) {}

  private final Client client;
  private final String run;
  private final Map<String, ConcurrentLinkedQueue<Given>> given = new ConcurrentHashMap<>();
  private final List<Thread> threads = new ArrayList<>();
  private final Map<String, String> told = new ConcurrentHashMap<>();
  private volatile boolean stopping;

  /**
   * Starts them.
   *
   * @param run begins their keys
   * @param loads by series
   */
  public Callers(Client client, String run, Map<String, Load> loads) {
    this.client = client;
    this.run = run;
    loads.forEach(
        (series, load) -> {
          given.put(series, new ConcurrentLinkedQueue<>());
          threads.add(new Thread(() -> call(series, load), "caller of " + series));
        });
    threads.forEach(Thread::start);
  }

  private void call(String series, Load load) {
    for (int n = 0; !stopping; n++) {
      String key = "%s-%s-%d".formatted(run, series, n);
      String body = load.body().get().toString();
      long sent = System.nanoTime();
      Optional<Answer> answer = Optional.empty();
      while (answer.filter(a -> a.status() == 201).isEmpty() && !stopping) {
        answer = ask(load.path(), key, body);
        told.put(series, answer.map(a -> a.status() + " " + a.text()).orElse("nothing"));
      }
      answer
          .filter(a -> a.status() == 201)
          .ifPresent(
              a ->
                  given
                      .getOrDefault(series, new ConcurrentLinkedQueue<>())
                      .add(new Given(sent, System.nanoTime(), a.text("number"))));
    }
  }

  private Optional<Answer> ask(String path, String key, String body) {
    return client
        .send(client.post(path, key, body).header("Prefer", "wait=30"))
        .handle((answer, failure) -> Optional.ofNullable(answer))
        .join();
  }

  /**
   * Which series have not got {@code count} numbers for requests sent after {@code since}, and what
   * their callers were told last; empty if all have.
   */
  public Map<String, String> missing(int count, long since) {
    Map<String, String> missing = new TreeMap<>();
    given.forEach(
        (series, all) -> {
          long got = all.stream().filter(g -> g.sentAt() - since >= 0).count();
          if (got < count) {
            missing.put(series, got + " numbers, told last: " + told.get(series));
          }
        });
    return missing;
  }

  /**
   * The longest time without a number, by series, from {@code since} (of {@link System#nanoTime()})
   * to the last number that was given.
   */
  public Map<String, Duration> longestGaps(long since) {
    Map<String, Duration> gaps = new TreeMap<>();
    given.forEach(
        (series, all) -> {
          long last = since;
          long longest = 0;
          for (Given number : all) {
            if (number.at() - since >= 0) {
              longest = Math.max(longest, number.at() - last);
              last = number.at();
            }
          }
          gaps.put(series, Duration.ofNanos(longest));
        });
    return gaps;
  }

  /** Every number that a caller was told. */
  public List<String> numbers() {
    return given.values().stream()
        .flatMap(ConcurrentLinkedQueue::stream)
        .map(Given::number)
        .toList();
  }

  /** Lets each caller have its answer and ends. */
  @Override
  public void close() {
    stopping = true;
    for (Thread thread : threads) {
      try {
        thread.join(Duration.ofSeconds(70).toMillis());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
