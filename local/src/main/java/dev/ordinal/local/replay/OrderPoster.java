package dev.ordinal.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
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
    Patience patience = new Patience(limit, stop);
    try {
      Answer answer = patience.until(Answer::isForGood, () -> timed(order));
      if (answer.status() == 201) {
        return numbered(answer.body(), answer.isReplayed());
      }
      if (answer.status() != 202) {
        return new Outcome.Refused(answer.problem());
      }
      return decided(patience.until(OrderPoster::isDecided, () -> api.get(answer.location())));
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

  private static boolean isDecided(Answer command) {
    return command.status() == 200 && !command.text("status").equals("pending");
  }

  private static Outcome decided(Answer command) {
    if (command.text("status").equals("rejected")) {
      JsonNode problem = command.body().path("problem");
      return new Outcome.Refused(Answer.problem(problem.path("status").asInt(), problem));
    }
    JsonNode order = command.body().path("result");
    // An order that another command placed was there before this one.
    return numbered(order, !order.path("commandId").asText("").equals(command.text("commandId")));
  }

  private static Outcome numbered(JsonNode order, boolean repeated) {
    String number = order.path("number").asText("");
    return number.isEmpty()
        ? new Outcome.Refused("an answer without a number")
        : new Outcome.Numbered(number, order.path("period").asText(""), repeated);
  }
}
