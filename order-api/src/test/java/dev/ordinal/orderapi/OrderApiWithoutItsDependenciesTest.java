package dev.ordinal.orderapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The whole service, with neither Kafka nor Postgres there: it starts, and says what it can. */
@ExtendWith(DropwizardExtensionsSupport.class)
class OrderApiWithoutItsDependenciesTest {

  // Port 1 has no listener, so both are refused at once.
  private static final DropwizardAppExtension<OrderApiConfiguration> API =
      new DropwizardAppExtension<>(
          OrderApiApplication.class,
          "order-api.yml",
          ConfigOverride.config("server.applicationConnectors[0].port", "0"),
          ConfigOverride.config("server.adminConnectors[0].port", "0"),
          ConfigOverride.config("kafka.bootstrapServers", "127.0.0.1:1"),
          ConfigOverride.config("postgres.url", "jdbc:postgresql://127.0.0.1:1/postgres"));

  private static final String ORDER =
      "{\"currency\":\"GBP\",\"lines\":[{\"sku\":\"a\",\"quantity\":1,\"unitAmount\":2}]}";

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void anOrderIsRefusedAtOnceWhenItCannotBeRecorded() throws Exception {
    HttpResponse<String> response = send(post("/orders", ORDER));
    assertProblem(response, 503, "kafka-unavailable");
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
  }

  @ParameterizedTest
  @CsvSource({
    "/orders",
    "/orders/GAM-20101201-0001",
    "/teams",
    "/partners/HM-P-0001",
    "/partners.csv",
    "/commands/0197a0b4-0000-7000-8000-000000000001"
  })
  void aReadIsRefusedWhenThereIsNoPostgres(String path) throws Exception {
    HttpResponse<String> response = send(get(path));
    assertProblem(response, 503, "read-model-unavailable");
    assertThat(response.headers().firstValue("Retry-After")).contains("1");
  }

  @Test
  void nobodyListensToEventsThatCannotBeRead() throws Exception {
    assertProblem(send(get("/leads/events")), 503, "kafka-unavailable");
    assertProblem(send(get("/leads/a/events")), 503, "read-model-unavailable");
    assertProblem(
        send(request("/leads/events").header("Last-Event-ID", "x").build()),
        422,
        "validation-failed");
    assertProblem(
        send(request("/leads/events").header("Accept", "application/json").build()),
        406,
        "not-acceptable");
  }

  @Test
  void readinessNamesTheReason() throws Exception {
    JsonNode body = awaitHealth("ready", "postgres");
    assertThat(body.at("/checks/kafka/healthy").asBoolean(true)).isFalse();
    assertThat(body.at("/checks/kafka/message").asText()).contains("Kafka");
    assertThat(body.at("/checks/postgres/healthy").asBoolean(true)).isFalse();
    assertThat(body.at("/checks/postgres/critical").asBoolean(true)).isFalse();
  }

  @Test
  void balancersAreToldOfThisInstanceAlone() throws Exception {
    JsonNode checks = awaitHealth("serving", "kafka").path("checks");
    assertThat(checks.at("/kafka/healthy").asBoolean(true)).isFalse();
    assertThat(checks.has("postgres")).isFalse();
  }

  @Test
  void everyBackgroundThreadIsWatched() throws Exception {
    JsonNode checks = awaitHealth("ready", "sync-at-start").path("checks");
    List<String> threads = List.of("results", "kafka-watch", "positions", "lead-events");
    assertThat(checks.fieldNames()).toIterable().containsAll(threads).contains("heartbeats");
    assertThat(send(admin("/metrics")).body()).contains("background_results_failures");
  }

  private JsonNode awaitHealth(String type, String check) throws Exception {
    await()
        .until(
            () ->
                json(send(admin("/health-check?type=" + type)))
                    .path("checks")
                    .path(check)
                    .has("healthy"));
    HttpResponse<String> response = send(admin("/health-check?type=" + type));
    assertThat(response.statusCode()).isEqualTo(503);
    return json(response);
  }

  @Test
  void theServiceIsAliveAndMeasured() throws Exception {
    assertThat(send(admin("/health-check?type=alive")).statusCode()).isEqualTo(200);
    assertThat(send(get("/health-check?type=alive")).statusCode()).isEqualTo(200);
    assertThat(send(admin("/metrics")).body())
        .contains("commands_in_flight", "breaker_kafka_open", "jvm_memory");
  }

  @Test
  void aRequestWithoutAKeyIsRefused() throws Exception {
    assertProblem(
        send(request("/orders").header("Content-Type", "application/json"), ORDER),
        400,
        "idempotency-key-missing");
  }

  @Test
  void aKeyThatIsTooLongIsRefused() throws Exception {
    HttpRequest.Builder request =
        request("/orders")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "k".repeat(300));
    assertProblem(send(request, ORDER), 400, "idempotency-key-invalid");
  }

  @ParameterizedTest
  @CsvSource({"text/plain", "application/xml", "application/x-www-form-urlencoded", "''"})
  void aBodyThatIsNotDeclaredAsJsonIsRefused(String type) throws Exception {
    HttpRequest.Builder request = request("/orders").header("Idempotency-Key", "k");
    if (!type.isEmpty()) {
      request.header("Content-Type", type);
    }
    assertProblem(send(request, ORDER), 415, "unsupported-media-type");
  }

  @Test
  void aCompressedBodyIsRefused() throws Exception {
    assertProblem(
        send(json("/orders").header("Content-Encoding", "gzip"), ORDER),
        415,
        "unsupported-media-type");
  }

  @Test
  void aBodyOverOneMebibyteIsRefused() throws Exception {
    byte[] tooLong = new byte[1024 * 1024 + 1];
    Arrays.fill(tooLong, (byte) ' ');
    assertProblem(
        send(json("/orders").POST(BodyPublishers.ofByteArray(tooLong)).build()),
        413,
        "body-too-large");
    assertProblem(
        send(
            json("/orders")
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(tooLong)))
                .build()),
        413,
        "body-too-large");
  }

  @Test
  void aBodyOfOneMebibyteIsRead() throws Exception {
    String padded = ORDER + " ".repeat(1024 * 1024 - ORDER.length());
    assertProblem(send(post("/orders", padded)), 503, "kafka-unavailable");
  }

  @Test
  void aMalformedBodyIsRefused() throws Exception {
    assertProblem(send(post("/orders", "{")), 400, "malformed-json");
    assertProblem(send(post("/orders", "")), 400, "malformed-json");
  }

  @Test
  void anInvalidBodyIsRefusedNamingThePlace() throws Exception {
    HttpResponse<String> response =
        send(post("/orders", ORDER.replace("\"quantity\":1", "\"quantity\":1.5")));
    assertProblem(response, 422, "validation-failed");
    assertThat(json(response).at("/errors/0/pointer").asText()).isEqualTo("/lines/0/quantity");
  }

  @Test
  void aCodeThatNoSeriesCanHaveIsRefusedAtOnce() throws Exception {
    String order = ORDER.replace("{\"currency\"", "{\"series\":\"xxx\",\"currency\"");
    HttpResponse<String> response = send(post("/orders", order));
    assertProblem(response, 422, "unknown-series");
    assertThat(json(response).path("detail").asText()).contains("xxx");
    assertProblem(send(get("/orders?series=xxx")), 422, "unknown-series");
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/xxx-1,order-not-found",
    "/orders/GAM-%F0%9F%A6%84,order-not-found",
    "/commands/17,command-not-found",
    "/nowhere,not-found",
    "/problems/nonsense,not-found",
  })
  void whatIsNotThereIsNotFound(String path, String code) throws Exception {
    assertProblem(send(get(path)), 404, code);
  }

  @Test
  void aMethodThatIsNotKnownIsRefusedNamingThoseThatAre() throws Exception {
    HttpResponse<String> response = send(request("/orders").DELETE().build());
    assertProblem(response, 405, "method-not-allowed");
    assertThat(response.headers().firstValue("Allow").orElse("")).contains("POST");
    assertProblem(
        send(request("/orders").method("TRACE", BodyPublishers.noBody()).build()),
        405,
        "method-not-allowed");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /%zz HTTP/1.1",
    "GET /orders/GAM-%00 HTTP/1.1",
    "NONSENSE",
    "GET /orders/%c0%ae HTTP/1.1"
  })
  void whatIsNoHttpIsRefusedAsAProblem(String line) throws Exception {
    String answer = raw(line + "\r\nHost: x\r\nConnection: close\r\n\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 400")
        .contains("Content-Type: application/problem+json", "\"code\":\"bad-request\"");
  }

  @Test
  void aBodyThatBreaksOffIsRefused() throws Exception {
    String answer =
        raw(
            """
            POST /orders HTTP/1.1
            Host: x
            Content-Type: application/json
            Idempotency-Key: k
            Transfer-Encoding: chunked
            Connection: close

            zz
            """
                .replace("\n", "\r\n"));
    assertThat(answer).startsWith("HTTP/1.1 400").contains("\"code\":\"bad-request\"");
  }

  @Test
  void everyProblemHasAPage() throws Exception {
    JsonNode all = json(send(request("/problems").header("Accept", "application/json").build()));
    assertThat(all.size()).isGreaterThan(15);
    for (JsonNode problem : all) {
      HttpResponse<String> page = send(get("/problems/" + problem.path("code").asText()));
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
      assertThat(page.body()).contains(problem.path("title").asText());
    }
    assertThat(send(get("/problems")).body()).contains("/problems/kafka-unavailable");
  }

  private static void assertProblem(HttpResponse<String> response, int status, String code)
      throws IOException {
    JsonNode body = json(response);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(body.path("status").asInt()).isEqualTo(status);
    assertThat(body.path("code").asText()).isEqualTo(code);
    assertThat(body.path("type").asText()).isEqualTo("/problems/" + code);
    assertThat(List.of(body.path("title").asText(), body.path("detail").asText()))
        .doesNotContain("");
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return new ObjectMapper().readTree(response.body());
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + API.getLocalPort() + path));
  }

  private static HttpRequest.Builder json(String path) {
    return request(path).header("Content-Type", "application/json").header("Idempotency-Key", "k");
  }

  private static HttpRequest get(String path) {
    return request(path).build();
  }

  private static HttpRequest admin(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + API.getAdminPort() + path))
        .build();
  }

  private static HttpRequest post(String path, String body) {
    return json(path).POST(BodyPublishers.ofString(body)).build();
  }

  private HttpResponse<String> send(HttpRequest.Builder request, String body) throws Exception {
    return send(request.POST(BodyPublishers.ofString(body)).build());
  }

  private HttpResponse<String> send(HttpRequest request) throws Exception {
    return http.send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static String raw(String request) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), API.getLocalPort())) {
      socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
