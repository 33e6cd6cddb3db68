package dev.ordinal.local.replay;

import dev.ordinal.local.client.ClientFailure;
import dev.ordinal.local.progress.ProgressBar;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Posts orders, so many at a time, and counts what becomes of them. */
final class ReplayRun {

  private final OrderPoster poster;
  private final Tally tally;
  private final Rejects rejects;
  private final CountDownLatch stop;

  /**
   * Begins nothing yet.
   *
   * @param rejects told of the orders that the service refuses
   * @param stop at 0, no further order is begun; counted down here if an order stays undecided
   */
  ReplayRun(OrderPoster poster, Tally tally, Rejects rejects, CountDownLatch stop) {
    this.poster = poster;
    this.tally = tally;
    this.rejects = rejects;
    this.stop = stop;
  }

  /**
   * Posts {@code orders}; blocks until none is in flight any more.
   *
   * @param concurrency how many are posted at a time, at least 1
   * @throws ClientFailure if an order stays undecided; what was counted until then stands
   * @throws IOException if the rejects file cannot be written
   */
  void post(List<RetailOrder> orders, int concurrency, ProgressBar progress)
      throws ClientFailure, IOException, InterruptedException {
    Queue<RetailOrder> waiting = new ConcurrentLinkedQueue<>(orders);
    Callable<Void> worker =
        () -> {
          RetailOrder order;
          while (stop.getCount() > 0 && (order = waiting.poll()) != null) {
            post(order);
            progress.advanceTo(tally.posted());
          }
          return null;
        };
    ExecutorService workers = Executors.newFixedThreadPool(concurrency);
    try {
      for (Future<Void> end : workers.invokeAll(Collections.nCopies(concurrency, worker))) {
        end.get();
      }
    } catch (ExecutionException e) {
      if (e.getCause() instanceof ClientFailure failure) {
        throw failure;
      }
      if (e.getCause() instanceof IOException failure) {
        throw failure;
      }
      throw new IllegalStateException("posting orders broke", e.getCause());
    } finally {
      workers.shutdownNow();
    }
  }

  private void post(RetailOrder order) throws ClientFailure, IOException, InterruptedException {
    Outcome outcome = poster.post(order);
    tally.add(outcome);
    if (outcome instanceof Outcome.Refused refused) {
      rejects.add(order.firstLine(), order.invoice(), refused.reason());
    } else if (outcome instanceof Outcome.Undecided undecided && stop.getCount() > 0) {
      stop.countDown();
      throw ClientFailure.broken(
          "stopped, since order %s (line %d) got no final answer; the last try: %s"
              .formatted(order.invoice(), order.firstLine(), undecided.lastSeen()));
    }
  }
}
