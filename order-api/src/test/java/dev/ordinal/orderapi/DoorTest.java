package dev.ordinal.orderapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ordinal.orderapi.access.AccessKey;
import dev.ordinal.orderapi.access.Role;
import io.dropwizard.testing.ConfigOverride;
import io.dropwizard.testing.junit5.DropwizardAppExtension;
import io.dropwizard.testing.junit5.DropwizardExtensionsSupport;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the service asks of every request and gives with every answer, with keys configured. */
@ExtendWith(DropwizardExtensionsSupport.class)
class DoorTest {

  private static final String CHECKOUT = AccessKey.random();
  private static final String SLOW = AccessKey.random();

  private static final DropwizardAppExtension<OrderApiConfiguration> API =
      new DropwizardAppExtension<>(
          OrderApiApplication.class,
          "order-api.yml",
          ConfigOverride.config("server.applicationConnectors[0].port", "0"),
          ConfigOverride.config("server.adminConnectors[0].port", "0"),
          ConfigOverride.config("kafka.bootstrapServers", "127.0.0.1:1"),
          ConfigOverride.config("postgres.url", "jdbc:postgresql://127.0.0.1:1/postgres"),
          ConfigOverride.config("access.rateLimit.requestsPerSecond", "1"),
          ConfigOverride.config("access.rateLimit.burst", "20"),
          ConfigOverride.config("access.allowedOrigins", "https://shop.example.com"),
          ConfigOverride.config(
              "access.environmentKeys",
              AccessKey.of("shop", Role.CHECKOUT, CHECKOUT).text()
                  + ","
                  + AccessKey.of("slow", Role.CHECKOUT, SLOW).text()));

  private final HttpClient http = HttpClient.newHttpClient();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Bearer",
        "Bearer ",
        "Bearer ord_wrong",
        "Bearer KEY KEY",
        "Bearer KEYx",
        "Basic KEY",
        "KEY",
        "Bearer \"KEY\""
      })
  void whoHasNoKeyIsAskedForOne(String authorization) throws Exception {
    HttpRequest.Builder request = request("/orders");
    if (!authorization.isEmpty()) {
      request.header("Authorization", authorization.replace("KEY", CHECKOUT));
    }
    HttpResponse<String> answer = send(request);
    assertProblem(answer, 401, "unauthenticated");
    assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    assertThat(answer.body()).doesNotContain("ord_");
  }

  @Test
  void aKeyInTheAddressIsNoKey() throws Exception {
    assertProblem(send(request("/orders?access_token=" + CHECKOUT)), 401, "unauthenticated");
  }

  @Test
  void whoseRoleIsTooSmallIsToldSo() throws Exception {
    HttpResponse<String> answer =
        send(request("/teams").header("Authorization", "bearer " + CHECKOUT));
    assertProblem(answer, 403, "forbidden");
    assertThat(answer.body()).contains("checkout");
  }

  @Test
  void whoHasAKeyComesIn() throws Exception {
    // Past the door: there is no Postgres behind it.
    assertProblem(
        send(request("/orders").header("Authorization", "Bearer " + CHECKOUT)),
        503,
        "read-model-unavailable");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/problems",
        "/problems/forbidden",
        "/health-check?type=alive",
        "/openapi.json",
        "/docs",
        "/docs/docs.js"
      })
  void whatExplainsAndWhatIsAliveIsOpenToAll(String path) throws Exception {
    assertThat(send(request(path)).statusCode()).isEqualTo(200);
  }

  @Test
  void whoAsksTooOftenIsToldWhenToComeBackAndNobodyElseIs() throws Exception {
    HttpResponse<String> answer = slow();
    for (int i = 0; i < 100 && answer.statusCode() != 429; i++) {
      answer = slow();
    }
    assertProblem(answer, 429, "rate-limited");
    assertThat(answer.headers().firstValue("Retry-After").orElse("")).matches("[1-9]\\d*");
    assertThat(send(request("/orders").header("Authorization", "Bearer " + CHECKOUT)).statusCode())
        .isEqualTo(503);
  }

  private HttpResponse<String> slow() throws Exception {
    return send(request("/teams").header("Authorization", "Bearer " + SLOW));
  }

  @ParameterizedTest
  @ValueSource(strings = {"/orders", "/problems", "/health-check?type=alive", "/nowhere"})
  void anIdThatACallerGivesIsInItsAnswer(String path) throws Exception {
    String id = "Shop_1.2-" + "x".repeat(55);
    assertThat(send(request(path).header("X-Request-Id", id)).headers().allValues("X-Request-Id"))
        .containsExactly(id);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\tb", "{\"level\":\"ERROR\"}", "ä", "LONG"})
  void anIdThatDoesNotFitIsReplaced(String id) throws Exception {
    String sent = id.replace("LONG", "x".repeat(65));
    HttpResponse<String> answer = send(request("/orders").header("X-Request-Id", sent));
    assertThat(answer.headers().allValues("X-Request-Id"))
        .singleElement()
        .asString()
        .matches("[A-Za-z0-9._-]{1,64}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"/orders", "/problems", "/problems/forbidden", "/health-check", "/nowhere"})
  void everyAnswerKeepsBrowsersInCheck(String path) throws Exception {
    HttpResponse<String> answer = send(request(path));
    assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
    assertThat(answer.headers().allValues("X-Frame-Options")).containsExactly("DENY");
    assertThat(answer.headers().allValues("Referrer-Policy")).containsExactly("no-referrer");
    assertThat(answer.headers().allValues("Cache-Control")).containsExactly("no-store");
    assertThat(answer.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .contains("default-src 'none'", "frame-ancestors 'none'");
  }

  @ParameterizedTest
  @CsvSource({
    "GET /%zz HTTP/1.1, 400",
    "NONSENSE, 400",
    "GET /orders/%2e%2e/series HTTP/1.1, 400",
    "GET /HUGE HTTP/1.1, 414"
  })
  void whatTheServerItselfRefusesHasTheSameHeaders(String line, int status) throws Exception {
    String answer = raw(line.replace("HUGE", "x".repeat(64 * 1024)) + "\r\nHost: x\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 " + status)
        .contains("X-Request-Id: ", "X-Content-Type-Options: nosniff", "application/problem+json");
  }

  @Test
  void headersOf64KibibytesAreRefused() throws Exception {
    String answer =
        raw("GET /orders HTTP/1.1\r\nHost: x\r\nX-Large: " + "x".repeat(64 * 1024) + "\r\n");
    assertThat(answer)
        .startsWith("HTTP/1.1 431")
        .contains("X-Request-Id: ", "\"code\":\"headers-too-large\"");
  }

  @Test
  void aPageOfAnAllowedOriginMayCallAndAnotherMayNot() throws Exception {
    assertThat(preflight("https://shop.example.com"))
        .contains("Access-Control-Allow-Origin: https://shop.example.com")
        .containsPattern("Access-Control-Allow-Headers: .*Authorization");
    assertThat(preflight("https://shopxexample.com")).doesNotContain("Access-Control-Allow");
  }

  private static String preflight(String origin) throws IOException {
    return raw(
        """
        OPTIONS /orders HTTP/1.1
        Host: x
        Origin: %s
        Access-Control-Request-Method: POST
        Access-Control-Request-Headers: authorization,content-type,idempotency-key
        """
            .formatted(origin)
            .replace("\n", "\r\n"));
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code)
      throws IOException {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(new ObjectMapper().readTree(answer.body()).path("code").asText()).isEqualTo(code);
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + API.getLocalPort() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static String raw(String head) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), API.getLocalPort())) {
      socket
          .getOutputStream()
          .write((head + "Connection: close\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
