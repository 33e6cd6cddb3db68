package dev.ordinal.local.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.local.client.Answer;
import dev.ordinal.local.client.ClientFailure;
import dev.ordinal.local.client.ServiceApi;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One exchange each with the orders of one series over the public HTTP API. Thread-safe. */
final class OrdersApi {

  private static final int PAGE = 500;
  private static final String CURRENCY = "GBP";

  private final ServiceApi service;
  private final String series;

  /** Sends nothing yet. */
  OrdersApi(ServiceApi service, String series) {
    this.service = service;
    this.series = series;
  }

  ServiceApi service() {
    return service;
  }

  String series() {
    return series;
  }

  /**
   * Makes sure that somebody answers and knows the series, so that a run does not begin in vain.
   *
   * @throws ClientFailure if not
   */
  void probe() throws ClientFailure, InterruptedException {
    Answer answer;
    try {
      answer = get("orders?series=" + ServiceApi.encode(series) + "&limit=1");
    } catch (IOException e) {
      throw ClientFailure.broken(service.unreachable(e));
    }
    if (answer.status() >= 400 && answer.isForGood()) {
      throw ClientFailure.badInput(
          "%s refuses to list series %s: %s".formatted(service.base(), series, answer.problem()));
    }
  }

  /** Posts {@code order} under its invoice number as the idempotency key. */
  Answer post(RetailOrder order) throws IOException, InterruptedException {
    return service.send(
        service
            .request("orders")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "\"" + order.invoice() + "\"")
            .POST(HttpRequest.BodyPublishers.ofString(body(order))));
  }

  /** Gets {@code location}, absolute or relative to the service. */
  Answer get(String location) throws IOException, InterruptedException {
    return service.get(location);
  }

  /**
   * The path of a page of the series' orders in {@code period}.
   *
   * @param period empty for a series without periods
   * @param after the cursor from the page before; null for the first page
   */
  String page(String period, @Nullable String after) {
    return "orders?series="
        + ServiceApi.encode(series)
        + (period.isEmpty() ? "" : "&period=" + ServiceApi.encode(period))
        + "&limit="
        + PAGE
        + (after == null ? "" : "&after=" + ServiceApi.encode(after));
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

  @JsonInclude(JsonInclude.Include.NON_NULL)
  private record Body(
      String series,
      @Nullable Customer customer,
      String currency,
      List<OrderLine> lines,
      Instant occurredAt,
      Map<String, String> metadata) {}
}
