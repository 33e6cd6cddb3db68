package dev.ordinal.webhooks.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordinal.contracts.webhooks.WebhookSecret;
import dev.ordinal.webhooks.delivery.Attempt.Result;
import io.dropwizard.jackson.Jackson;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SenderTest {

  private static final WebhookSecret SECRET =
      new WebhookSecret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
  private static final Message MESSAGE =
      new Message("id.0", "{\"type\":\"t\",\"timestamp\":\"now\",\"data\":{}}");
  private static final Instant NOW = Instant.parse("2026-11-21T10:15:30Z");

  private final List<String> paths = new CopyOnWriteArrayList<>();
  private final CountDownLatch end = new CountDownLatch(1);
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private HttpServer server;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aStatusOf2xxIsDelivered() {
    assertThat(send("/204").result()).isEqualTo(Result.DELIVERED);
    assertThat(send("/200").result()).isEqualTo(Result.DELIVERED);
  }

  @Test
  void aStatusOf410IsGoneAndAnyOtherAFailureThatIsNamed() {
    assertThat(send("/410").result()).isEqualTo(Result.GONE);
    assertThat(send("/500")).isEqualTo(new Attempt(Result.FAILED, "the receiver answered 500"));
    assertThat(send("/404").result()).isEqualTo(Result.FAILED);
  }

  @Test
  void aRedirectIsAFailureAndNotFollowed() {
    assertThat(send("/302").detail()).isEqualTo("the receiver answered 302");
    assertThat(paths).containsExactly("/302");
  }

  @Test
  void anEndlessBodyIsNotReadAndTheStatusCounts() {
    assertThat(send("/endless").result()).isEqualTo(Result.DELIVERED);
  }

  @Test
  void aSilentReceiverFailsAfterTheTimeout() {
    assertThat(send("/silent", "300ms").detail()).isEqualTo("no answer within 300 ms");
  }

  @Test
  void aReceiverThatDripsItsHeadersFailsAfterTheTimeoutToo() throws IOException {
    try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Sender sender = sender(Map.of("timeout", "300ms", "allowPrivateAddresses", "true"))) {
      threads.execute(() -> dripHeaders(raw, 20));
      assertThat(sender.send(receiver(raw.getLocalPort()), MESSAGE, NOW).detail())
          .isEqualTo("no answer within 300 ms");
    }
  }

  @Test
  void endlessHeadersAreNotKept() throws IOException {
    try (ServerSocket raw = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        Sender sender = sender(Map.of("timeout", "60s", "allowPrivateAddresses", "true"))) {
      threads.execute(() -> dripHeaders(raw, 0));
      assertThat(sender.send(receiver(raw.getLocalPort()), MESSAGE, NOW).detail())
          .isEqualTo("no answer: MessageConstraintException");
    }
  }

  @Test
  void nobodyListeningIsAFailureThatSaysSo() {
    server.stop(0);
    assertThat(send("/200").detail()).startsWith("no answer: ");
  }

  @Test
  void loopbackAndHttpAreRefusedUnlessAllowed() {
    try (Sender strict = sender(Map.of())) {
      assertThat(strict.send(receiver("http", "127.0.0.1", "/200"), MESSAGE, NOW))
          .isEqualTo(new Attempt(Result.FAILED, "plain http is refused"));
      for (String host : List.of("127.0.0.1", "localhost", "2130706433", "[::1]")) {
        assertThat(strict.send(receiver("https", host, "/200"), MESSAGE, NOW).detail())
            .as(host)
            .isEqualTo("the host has a private or special address, refused");
      }
    }
    assertThat(paths).isEmpty();
  }

  private void answer(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    paths.add(path);
    exchange.getRequestBody().readAllBytes();
    switch (path) {
      case "/silent" -> awaitEnd();
      case "/endless" -> drip(exchange);
      case "/200" -> respond(exchange, 200, "thanks");
      case "/302" -> {
        exchange.getResponseHeaders().set("Location", "/200");
        respond(exchange, 302, "");
      }
      default -> exchange.sendResponseHeaders(Integer.parseInt(path.substring(1)), -1);
    }
    exchange.close();
  }

  private static void respond(HttpExchange exchange, int status, String body) throws IOException {
    exchange.sendResponseHeaders(status, body.isEmpty() ? -1 : body.length());
    if (!body.isEmpty()) {
      exchange.getResponseBody().write(body.getBytes(UTF_8));
    }
  }

  private void drip(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    try {
      while (end.getCount() > 0) {
        body.write(new byte[1024]);
      }
    } catch (IOException e) {
      // The sender hung up, as it should.
    }
  }

  private void dripHeaders(ServerSocket raw, long pauseMs) {
    try (Socket caller = raw.accept()) {
      OutputStream answer = caller.getOutputStream();
      answer.write("HTTP/1.1 200 OK\r\n".getBytes(UTF_8));
      while (!end.await(pauseMs, TimeUnit.MILLISECONDS)) {
        answer.write("X-More: yes\r\n".getBytes(UTF_8));
        answer.flush();
      }
    } catch (IOException e) {
      // The sender hung up, as it should.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void awaitEnd() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Attempt send(String path) {
    return send(path, "60s");
  }

  private Attempt send(String path, String timeout) {
    try (Sender sender = sender(Map.of("timeout", timeout, "allowPrivateAddresses", "true"))) {
      return sender.send(receiver("http", "127.0.0.1", path), MESSAGE, NOW);
    }
  }

  private static Sender sender(Map<String, String> settings) {
    ObjectMapper mapper = Jackson.newObjectMapper();
    return new Sender(
        mapper.convertValue(settings, DeliverySettings.class),
        DeliveryMetrics.in(new MetricRegistry()));
  }

  private static Receiver receiver(int port) {
    return new Receiver(URI.create("http://127.0.0.1:" + port), SECRET);
  }

  private Receiver receiver(String scheme, String host, String path) {
    String url = "%s://%s:%d%s".formatted(scheme, host, server.getAddress().getPort(), path);
    return new Receiver(URI.create(url), SECRET);
  }
}
