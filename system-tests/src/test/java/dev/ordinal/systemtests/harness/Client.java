package dev.ordinal.systemtests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpResponse.BodySubscribers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** A caller of the public HTTP API. */
public final class Client {

  private static final Duration LIMIT = Duration.ofSeconds(60);

  static {
    // A server may close an idle connection at the moment that it is used again, as after a refusal
    // that left a body unread. Callers then repeat; Java's client does so for GET alone.
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
  }

  private final URI base;
  private final String authorization;
  private final InstantSource clock;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  /** What the API answered. */
  public record Answer(int status, Map<String, List<String>> headers, String text) {

    static Answer of(HttpResponse<String> response) {
      return new Answer(response.statusCode(), response.headers().map(), response.body());
    }

    public JsonNode body() {
      try {
        return text.isEmpty() ? MissingNode.getInstance() : Json.MAPPER.readTree(text);
      } catch (IOException e) {
        throw new UncheckedIOException(status + ": " + text, e);
      }
    }

    /** The header's value, or the empty text. */
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(entry -> entry.getKey().equalsIgnoreCase(name))
          .flatMap(entry -> entry.getValue().stream())
          .findFirst()
          .orElse("");
    }

    /** A member of the body as text. */
    public String text(String member) {
      return body().path(member).asText();
    }
  }

  public Client(int port) {
    this(URI.create("http://127.0.0.1:" + port), "", InstantSource.system());
  }

  private Client(URI base, String authorization, InstantSource clock) {
    this.base = base;
    this.authorization = authorization;
    this.clock = clock;
  }

  /** The same with an access key. */
  public Client withKey(String key) {
    return new Client(base, "Bearer " + key, clock);
  }

  /** The same with another clock, where a request says what time it is. */
  public Client withClock(InstantSource other) {
    return new Client(base, authorization, other);
  }

  Instant now() {
    return clock.instant();
  }

  /** Posts an order, and has the service wait for its outcome longer than it would by itself. */
  public CompletableFuture<Answer> order(String key, JsonNode order) {
    return send(patiently(post("/orders", key, order.toString())));
  }

  /** Posts and waits for the answer. */
  public Answer post(String path, String key, JsonNode body) {
    return send(patiently(post(path, key, body.toString()))).join();
  }

  /** Puts, without a key of its own, and waits for the answer. */
  public Answer put(String path, JsonNode body) {
    return send(request(path)
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body.toString(), UTF_8)))
        .join();
  }

  /** The tests are about outcomes; on a busy machine a cold burst may take longer than 5 s. */
  private static HttpRequest.Builder patiently(HttpRequest.Builder request) {
    return request.header("Prefer", "wait=30");
  }

  /** A POST of JSON that can be changed before it is sent. */
  public HttpRequest.Builder post(String path, String key, String body) {
    return request(path)
        .header("Content-Type", "application/json")
        .header("Idempotency-Key", key)
        .POST(BodyPublishers.ofString(body, UTF_8));
  }

  public HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(base.resolve(path)).timeout(LIMIT);
    return authorization.isEmpty() ? request : request.header("Authorization", authorization);
  }

  public CompletableFuture<Answer> send(HttpRequest.Builder request) {
    return http.sendAsync(request.build(), BodyHandlers.ofString(UTF_8)).thenApply(Answer::of);
  }

  /** Listens to a stream; the answer is there once it has begun, and has no text. */
  public CompletableFuture<Answer> listen(HttpRequest.Builder request, EventStream stream) {
    return http.sendAsync(request.build(), BodyHandlers.ofPublisher())
        .thenApply(
            response -> {
              response
                  .body()
                  .subscribe(BodySubscribers.fromLineSubscriber(stream, heard -> "", UTF_8, null));
              return new Answer(response.statusCode(), response.headers().map(), "");
            });
  }

  /**
   * Listens, once that can be done, and is sure to hear whatever happens from then on.
   *
   * @param lastEventId where to go on; empty for now
   */
  public EventStream events(String path, String lastEventId) {
    return Await.until(
        () -> {
          EventStream stream = new EventStream();
          Answer open = listen(request(path).header("Last-Event-ID", lastEventId), stream).get();
          if (open.status() != 200) {
            throw new IllegalStateException("not yet: " + open.status());
          }
          return Await.until(() -> stream, heard -> !heard.lastEventId().isEmpty());
        },
        stream -> true);
  }

  public Answer get(String path) {
    return send(request(path)).join();
  }

  /** Reads, and asks again as long as it is told to come back later, as reads are under load. */
  public Answer read(String path) {
    return Await.until(() -> get(path), answer -> answer.status() != 503);
  }

  /** All items of a list, page by page, each read as {@link #read} does. */
  public List<JsonNode> list(String pathAndQuery) {
    List<JsonNode> items = new ArrayList<>();
    String next = pathAndQuery;
    while (!next.isEmpty()) {
      JsonNode page = read(next).body();
      page.get("items").forEach(items::add);
      String cursor = page.path("next").asText("");
      next = cursor.isEmpty() || "null".equals(cursor) ? "" : pathAndQuery + "&after=" + cursor;
    }
    return items;
  }
}
