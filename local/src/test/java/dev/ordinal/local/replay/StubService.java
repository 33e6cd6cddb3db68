package dev.ordinal.local.replay;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Answers over HTTP on a free loopback port as the service's contract says, as far as a replay asks
 * it; before that, as a test has told it to. Lists two orders a page.
 */
final class StubService implements AutoCloseable {

  private static final int PAGE = 2;

  /** How one exchange is answered. */
  interface Reaction {
    void to(HttpExchange exchange) throws IOException;
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Reaction> toPosts = new ArrayDeque<>();
  private final Queue<Reaction> toCommands = new ArrayDeque<>();
  private final Map<String, ObjectNode> ordersByKey = new LinkedHashMap<>();
  private final List<String> requests = new ArrayList<>();
  private final List<JsonNode> bodies = new ArrayList<>();

  StubService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** The next post that has no reaction yet gets this one. */
  synchronized StubService onPost(Reaction reaction) {
    toPosts.add(reaction);
    return this;
  }

  /** The next question for a command that has no reaction yet gets this one. */
  synchronized StubService onCommand(Reaction reaction) {
    toCommands.add(reaction);
    return this;
  }

  /** Answers {@code json}, with headers as name, value, name, value. */
  static Reaction answer(int status, String json, String... headers) {
    return exchange -> {
      for (int i = 0; i < headers.length; i += 2) {
        exchange.getResponseHeaders().add(headers[i], headers[i + 1]);
      }
      byte[] body = json.getBytes(UTF_8);
      exchange.sendResponseHeaders(status, body.length);
      exchange.getResponseBody().write(body);
      exchange.close();
    };
  }

  /** Closes the connection without an answer. */
  static Reaction cut() {
    return HttpExchange::close;
  }

  /** What was asked, as {@code POST 536365} or {@code GET /orders?…}, in order. */
  synchronized List<String> requests() {
    return List.copyOf(requests);
  }

  /** The bodies that were posted, in order. */
  synchronized List<JsonNode> bodies() {
    return List.copyOf(bodies);
  }

  private void handle(HttpExchange exchange) throws IOException {
    reaction(exchange).to(exchange);
  }

  private synchronized Reaction reaction(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().toString();
    if (exchange.getRequestMethod().equals("POST")) {
      String key = exchange.getRequestHeaders().getFirst("Idempotency-Key").replace("\"", "");
      JsonNode body = Json.MAPPER.readTree(exchange.getRequestBody());
      requests.add("POST " + key);
      bodies.add(body);
      Reaction told = toPosts.poll();
      return told == null ? place(key, body) : told;
    }
    requests.add("GET " + path);
    Reaction told = path.startsWith("/commands/") ? toCommands.poll() : null;
    return told == null ? answer(200, list(exchange.getRequestURI()).toString()) : told;
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

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
