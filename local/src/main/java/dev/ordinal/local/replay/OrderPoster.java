package dev.ordinal.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.local.client.Answer;
import dev.ordinal.local.client.Decision;
import dev.ordinal.local.client.Patience;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/**
 * Posts one order until the service has decided. Whatever leaves the outcome open (no connection,
 * no answer, 429, 5xx) is met by posting again under the same key, which cannot place a second
 * order. Thread-safe.
 */
final class OrderPoster {

  private final OrdersApi api;
  private final Duration limit;
  private final CountDownLatch stop;
  private final LongConsumer latencyMicros;

  /**
   * Posts nothing yet.
   *
   * @param limit how long one order is tried
   * @param stop at 0, an order that is still open is not tried again
   * @param latencyMicros told how long each post took that was answered with 201 or 202; called by
   *     the thread that posts
   */
  OrderPoster(OrdersApi api, Duration limit, CountDownLatch stop, LongConsumer latencyMicros) {
    this.api = api;
    this.limit = limit;
    this.stop = stop;
    this.latencyMicros = latencyMicros;
  }

  /** Posts {@code order}; blocks until its outcome is known or the time for it is over. */
  Outcome post(RetailOrder order) throws InterruptedException {
    try {
      Decision decision =
          Decision.await(api.service(), new Patience(limit, stop), () -> timed(order));
      return decision.isAccepted() ? numbered(decision) : new Outcome.Refused(decision.problem());
    } catch (Patience.RanOut e) {
      return new Outcome.Undecided(e.lastSeen());
    }
  }

  private Answer timed(RetailOrder order) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Answer answer = api.post(order);
    if (answer.status() == 201 || answer.status() == 202) {
      latencyMicros.accept(TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - begin));
    }
    return answer;
  }

  private static Outcome numbered(Decision decision) {
    JsonNode order = decision.body();
    String number = order.path("number").asText("");
    return number.isEmpty()
        ? new Outcome.Refused("an answer without a number")
        : new Outcome.Numbered(number, order.path("period").asText(""), decision.isReplayed());
  }
}
