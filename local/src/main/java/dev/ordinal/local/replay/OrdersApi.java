package dev.ordinal.local.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderLine;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One exchange each with the orders of one series over the public HTTP API. Thread-safe. */
final class OrdersApi {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Above the 5 s for which the service itself waits before it answers 202. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  private static final int PAGE = 500;
  private static final String CURRENCY = "GBP";

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI base;
  private final String series;
  private final @Nullable String key;

  /**
   * Sends nothing yet.
   *
   * @param base the service's address, such as {@code http://127.0.0.1:8080}, with or without a
   *     slash at its end
   * @param key the access key; null for a service without access control
   */
  OrdersApi(URI base, String series, @Nullable String key) {
    this.key = key;
    this.base = base.toString().endsWith("/") ? base : URI.create(base + "/");
    this.series = series;
  }

  URI base() {
    return base;
  }

  String series() {
    return series;
  }

  /**
   * Makes sure that somebody answers and knows the series, so that a run does not begin in vain.
   *
   * @throws ReplayFailure if not
   */
  void probe() throws ReplayFailure, InterruptedException {
    Answer answer;
    try {
      answer = get("orders?series=" + encode(series) + "&limit=1");
    } catch (IOException e) {
      throw ReplayFailure.broken(
          "no service answers at %s (start one with ./ordinal up, or name it with --url): %s"
              .formatted(base, e));
    }
    if (answer.status() >= 400 && answer.isForGood()) {
      throw ReplayFailure.badInput(
          "%s refuses to list series %s: %s".formatted(base, series, answer.problem()));
    }
  }

  /** Posts {@code order} under its invoice number as the idempotency key. */
  Answer post(RetailOrder order) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(base.resolve("orders"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "\"" + order.invoice() + "\"")
            .POST(HttpRequest.BodyPublishers.ofString(body(order))));
  }

  /** Gets {@code location}, absolute or relative to the service. */
  Answer get(String location) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(base.resolve(location)).GET());
  }

  /**
   * The path of a page of the series' orders in {@code period}.
   *
   * @param period empty for a series without periods
   * @param after the cursor from the page before; null for the first page
   */
  String page(String period, @Nullable String after) {
    return "orders?series="
        + encode(series)
        + (period.isEmpty() ? "" : "&period=" + encode(period))
        + "&limit="
        + PAGE
        + (after == null ? "" : "&after=" + encode(after));
  }

  private Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    if (key != null) {
      request.header("Authorization", "Bearer " + key);
    }
    HttpResponse<String> response =
        client.send(
            request
                .header("Accept", "application/json, application/problem+json")
                .timeout(ANSWER_TIMEOUT)
                .build(),
            HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(response.statusCode(), response.headers(), parse(response.body()));
  }

  private static JsonNode parse(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }

  private String body(RetailOrder order) throws JsonProcessingException {
    Map<String, String> metadata = new TreeMap<>(Map.of("invoice", order.invoice()));
    if (!order.country().isEmpty()) {
      metadata.put("country", order.country());
    }
    Customer customer =
        order.customer().isEmpty() ? null : new Customer(order.customer(), null, null);
    return Json.MAPPER.writeValueAsString(
        new Body(series, customer, CURRENCY, order.lines(), order.occurredAt(), metadata));
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Body(
      String series,
      @Nullable Customer customer,
      String currency,
      List<OrderLine> lines,
      Instant occurredAt,
      Map<String, String> metadata) {}
}
