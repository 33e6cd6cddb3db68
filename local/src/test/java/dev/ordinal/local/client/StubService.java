package dev.ordinal.local.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Answers over HTTP on a free loopback port as a test has told it to, and after that 404. */
public class StubService implements AutoCloseable {

  /** How one exchange is answered. */
  public interface Reaction {
    void to(HttpExchange exchange) throws IOException;
  }

  /** What was asked. */
  public record Request(String method, URI uri, Headers headers, String body) {

    /** The idempotency key, unquoted. */
    public String key() {
      return headers.getFirst("Idempotency-Key").replace("\"", "");
    }

    /** As {@code POST 536365} or {@code GET /orders?…}. */
    @Override
    public String toString() {
      return method + " " + (method.equals("POST") ? key() : uri);
    }
  }

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final Queue<Reaction> toPosts = new ArrayDeque<>();
  private final Queue<Reaction> toCommands = new ArrayDeque<>();
  private final List<Request> requests = new ArrayList<>();

  public StubService() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::handle);
    server.start();
  }

  /** How a request is answered for which there is no reaction. One at a time. */
  protected Reaction otherwise(Request request) {
    return answer(404, "{\"status\":404,\"code\":\"not-found\",\"detail\":\"not here\"}");
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** A client of this service, without a key. */
  public ServiceApi api() {
    return new ServiceApi(url(), null);
  }

  /** The next post that has no reaction yet gets this one. */
  public synchronized StubService onPost(Reaction reaction) {
    toPosts.add(reaction);
    return this;
  }

  /** The next question for a command that has no reaction yet gets this one. */
  public synchronized StubService onCommand(Reaction reaction) {
    toCommands.add(reaction);
    return this;
  }

  /** Answers {@code json}, with headers as name, value, name, value. */
  public static Reaction answer(int status, String json, String... headers) {
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
  public static Reaction cut() {
    return HttpExchange::close;
  }

  /** What was asked, as {@code POST 536365} or {@code GET /orders?…}, in order. */
  public synchronized List<String> requests() {
    return requests.stream().map(Request::toString).toList();
  }

  /** What was posted, in order. */
  public synchronized List<Request> posts() {
    return requests.stream().filter(request -> request.method().equals("POST")).toList();
  }

  /** The {@code Authorization} of each request, in order; empty if it has none. */
  public synchronized List<String> authorizations() {
    return requests.stream()
        .map(request -> request.headers().getOrDefault("Authorization", List.of("")).get(0))
        .toList();
  }

  private void handle(HttpExchange exchange) throws IOException {
    Request request =
        new Request(
            exchange.getRequestMethod(),
            exchange.getRequestURI(),
            exchange.getRequestHeaders(),
            new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    reaction(request).to(exchange);
  }

  private synchronized Reaction reaction(Request request) {
    requests.add(request);
    Reaction told = null;
    if (request.method().equals("POST")) {
      told = toPosts.poll();
    } else if (request.uri().getPath().startsWith("/commands/")) {
      told = toCommands.poll();
    }
    return told == null ? otherwise(request) : told;
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
