package dev.ordinal.local.replay;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.local.client.StubService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Places and lists orders as the service's contract says; two orders a page. */
final class StubOrders extends StubService {

  private static final int PAGE = 2;

  private final Map<String, ObjectNode> ordersByKey = new LinkedHashMap<>();

  StubOrders() throws IOException {}

  OrdersApi orders() {
    return new OrdersApi(api(), "RET");
  }

  /** The bodies that were posted, in order. */
  List<JsonNode> bodies() {
    return posts().stream().map(StubOrders::body).toList();
  }

  @Override
  protected Reaction otherwise(Request request) {
    return request.method().equals("POST")
        ? place(request.key(), body(request))
        : answer(200, list(request.uri()).toString());
  }

  private static JsonNode body(Request request) {
    try {
      return Json.MAPPER.readTree(request.body());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Reaction place(String key, JsonNode body) {
    ObjectNode known = ordersByKey.get(key);
    if (known != null) {
      return answer(201, known.toString(), "Idempotent-Replayed", "true");
    }
    String period = body.path("occurredAt").asText().substring(0, 10).replace("-", "");
    long sequence = 1 + ordersByKey.values().stream().filter(o -> isIn(o, period)).count();
    ObjectNode order = Json.MAPPER.createObjectNode();
    order.put("number", "RET-%s-%04d".formatted(period, sequence));
    order.put("period", period).put("sequence", sequence).put("commandId", "c-" + key);
    ordersByKey.put(key, order);
    return answer(201, order.toString());
  }

  private ObjectNode list(URI uri) {
    String query = uri.getQuery() + "&";
    String period = query.replaceFirst("^(.*&)?period=([^&]*)&.*$", "$2");
    int from =
        query.contains("after=")
            ? Integer.parseInt(query.replaceFirst(".*after=(\\d+).*", "$1"))
            : 0;
    List<ObjectNode> all = ordersByKey.values().stream().filter(o -> isIn(o, period)).toList();
    int to = Math.min(from + PAGE, all.size());
    ObjectNode page = Json.MAPPER.createObjectNode();
    ArrayNode items = page.putArray("items");
    items.addAll(all.subList(from, to));
    page.put("next", to < all.size() ? Integer.toString(to) : null);
    return page;
  }

  private static boolean isIn(ObjectNode order, String period) {
    return order.path("period").asText().equals(period);
  }
}
