package dev.ordinal.local.client;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Exchanges with a running service. Thread-safe. */
public final class ServiceApi {

  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

  /** Above the 5 s for which the service itself waits before it answers 202. */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(20);

  private final HttpClient client =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_TIMEOUT)
          .build();
  private final URI base;
  private final @Nullable String accessKey;

  /**
   * Sends nothing yet.
   *
   * @param base the service's address, such as {@code http://127.0.0.1:8080}, with or without a
   *     slash at its end
   * @param accessKey sent with each request; null to send none
   */
  public ServiceApi(URI base, @Nullable String accessKey) {
    this.base = base.toString().endsWith("/") ? base : URI.create(base + "/");
    this.accessKey = accessKey;
  }

  /** The service's address, with a slash at its end. */
  public URI base() {
    return base;
  }

  /** A request for {@code location}, absolute or relative to the service; 20 s for its answer. */
  public HttpRequest.Builder request(String location) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(base.resolve(location))
            .header("Accept", "application/json, application/problem+json")
            .timeout(ANSWER_TIMEOUT);
    return accessKey == null ? request : request.header("Authorization", "Bearer " + accessKey);
  }

  /**
   * Sends {@code request} and waits for the answer.
   *
   * @throws IOException if none came
   */
  public Answer send(HttpRequest.Builder request) throws IOException, InterruptedException {
    HttpResponse<String> response =
        client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
    return new Answer(response.statusCode(), response.headers(), parse(response.body()));
  }

  /** Gets {@code location}, absolute or relative to the service. */
  public Answer get(String location) throws IOException, InterruptedException {
    return send(request(location).GET());
  }

  /** What to tell somebody whose first request met {@code e}. */
  public String unreachable(IOException e) {
    return "no service answers at %s (start one with ./ordinal up, or name it with --url): %s"
        .formatted(base, e);
  }

  /** {@code text} as it stands in a query or between two slashes. */
  public static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static JsonNode parse(String body) {
    try {
      return Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      return MissingNode.getInstance();
    }
  }
}
