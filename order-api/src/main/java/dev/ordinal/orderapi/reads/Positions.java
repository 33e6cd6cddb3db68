package dev.ordinal.orderapi.reads;

import dev.ordinal.contracts.background.BackgroundLoop;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How far the read model has come. One thread looks, every few milliseconds, and only while
 * somebody waits. Thread-safe.
 */
public final class Positions implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(Positions.class);

  private static final String QUERY = "SELECT topic, partition, next_offset FROM api.positions";
  private static final long INTERVAL_MS = 3;

  /** How long to wait for somebody who waits. */
  private static final long IDLE_MS = 1_000;

  private final Jdbi jdbi;
  private final Duration patience;
  private final BlockingQueue<Wait> arrivals = new LinkedBlockingQueue<>();
  private final BackgroundLoop loop = new BackgroundLoop("positions", Duration.ZERO, this::look);

  /** Used by the loop's thread alone. */
  private final List<Wait> waits = new ArrayList<>();

  /** Where the read model stood when a wait for it was in vain, until it moves again. */
  private final Map<TopicPartition, Long> stuck = new HashMap<>();

  /**
   * Positions.
   *
   * @param patience the longest wait
   */
  public Positions(Jdbi jdbi, Duration patience) {
    this.jdbi = jdbi;
    this.patience = patience;
  }

  private record Wait(
      Map<TopicPartition, Long> target, long deadline, CompletableFuture<Void> done) {

    /** The partitions that have not come far enough. */
    List<TopicPartition> missing(Map<TopicPartition, Long> positions) {
      return target.entrySet().stream()
          .filter(end -> positions.getOrDefault(end.getKey(), 0L) < end.getValue())
          .map(Map.Entry::getKey)
          .toList();
    }
  }

  /**
   * Done when the read model has reached {@code target}, the wait is over, Postgres does not
   * answer, or an earlier wait has shown that the read model stands still.
   */
  CompletionStage<Void> reached(Map<TopicPartition, Long> target) {
    Wait wait = new Wait(target, System.nanoTime() + patience.toNanos(), new CompletableFuture<>());
    arrivals.add(wait);
    // A Postgres that hangs must not hold up more than the patience says.
    return wait.done().completeOnTimeout(null, patience.toNanos(), TimeUnit.NANOSECONDS);
  }

  /** The thread that looks. */
  public BackgroundLoop loop() {
    return loop;
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() throws InterruptedException {
    loop.stop(loop::interrupt, patience);
  }

  private void look() throws InterruptedException {
    if (waits.isEmpty()) {
      Wait first = arrivals.poll(IDLE_MS, TimeUnit.MILLISECONDS);
      if (first == null) {
        return;
      }
      waits.add(first);
    }
    arrivals.drainTo(waits);
    try {
      Map<TopicPartition, Long> positions = positions();
      stuck
          .entrySet()
          .removeIf(at -> !at.getValue().equals(positions.getOrDefault(at.getKey(), 0L)));
      waits.removeIf(wait -> isOver(wait, positions));
    } catch (JdbiException e) {
      // The read that follows says so to its caller.
      LOG.debug("no positions", e);
      letGo();
    } catch (RuntimeException | Error e) {
      letGo();
      throw e;
    }
    if (!waits.isEmpty()) {
      TimeUnit.MILLISECONDS.sleep(INTERVAL_MS);
    }
  }

  private void letGo() {
    waits.forEach(wait -> wait.done().complete(null));
    waits.clear();
  }

  private boolean isOver(Wait wait, Map<TopicPartition, Long> positions) {
    List<TopicPartition> missing = wait.missing(positions);
    boolean late = System.nanoTime() - wait.deadline() >= 0;
    if (late) {
      missing.forEach(partition -> stuck.put(partition, positions.getOrDefault(partition, 0L)));
    }
    boolean over = late || stuck.keySet().containsAll(missing);
    if (over) {
      wait.done().complete(null);
    }
    return over;
  }

  private Map<TopicPartition, Long> positions() {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery(QUERY)
                .reduceRows(
                    new HashMap<TopicPartition, Long>(),
                    (positions, row) -> {
                      positions.put(
                          new TopicPartition(
                              row.getColumn("topic", String.class),
                              row.getColumn("partition", Integer.class)),
                          row.getColumn("next_offset", Long.class));
                      return positions;
                    }));
  }
}
