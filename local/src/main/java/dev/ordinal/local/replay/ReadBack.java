package dev.ordinal.local.replay;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.local.client.Answer;
import dev.ordinal.local.client.ClientFailure;
import dev.ordinal.local.client.Patience;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** Lists through the API what it has, rather than trust what it answered. Not thread-safe. */
final class ReadBack {

  private final OrdersApi api;
  private final Duration limit;

  /**
   * Reads nothing yet.
   *
   * @param limit how long one page is tried
   */
  ReadBack(OrdersApi api, Duration limit) {
    this.api = api;
    this.limit = limit;
  }

  /**
   * Reads each period of {@code numbers} once, in their order.
   *
   * @param numbers what a run was given, by period
   * @throws ClientFailure if a page cannot be had
   */
  List<Day> days(SortedMap<String, List<String>> numbers)
      throws ClientFailure, InterruptedException {
    List<Day> days = new ArrayList<>();
    for (Map.Entry<String, List<String>> given : numbers.entrySet()) {
      days.add(Day.of(given.getKey(), listed(given.getKey()), given.getValue()));
    }
    return days;
  }

  private List<Day.Listed> listed(String period) throws ClientFailure, InterruptedException {
    List<Day.Listed> listed = new ArrayList<>();
    String after = null;
    do {
      Answer page = page(api.page(period, after));
      for (JsonNode order : page.body().path("items")) {
        listed.add(
            new Day.Listed(order.path("number").asText(""), order.path("sequence").asLong()));
      }
      after = next(page, after);
    } while (after != null);
    return listed;
  }

  private Answer page(String path) throws ClientFailure, InterruptedException {
    try {
      // Not ended by a stop of the run: what it has done so far is to be shown.
      Answer answer =
          new Patience(limit, new CountDownLatch(1)).until(Answer::isForGood, () -> api.get(path));
      if (answer.status() == 200 && answer.body().path("items").isArray()) {
        return answer;
      }
      throw ClientFailure.broken("GET /" + path + ": " + answer.problem());
    } catch (Patience.RanOut e) {
      throw ClientFailure.broken("GET /" + path + ": " + e.lastSeen());
    }
  }

  private static @Nullable String next(Answer page, @Nullable String after) throws ClientFailure {
    JsonNode next = page.body().path("next");
    if (!next.isTextual()) {
      return null;
    }
    if (next.asText().equals(after)) {
      throw ClientFailure.broken("GET /orders answers the same page again and again");
    }
    return next.asText();
  }
}
