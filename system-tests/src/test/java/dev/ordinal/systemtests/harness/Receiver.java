package dev.ordinal.systemtests.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.ordinal.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.IntUnaryOperator;

/** Somebody who gets webhooks on this machine and remembers them all. */
public final class Receiver implements AutoCloseable {

  private final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile IntUnaryOperator status;

  /** What came, whatever was answered. */
  public record Delivery(String id, String timestamp, String signature, String body) {

    /** A member of the event. */
    public String data(String member) {
      return json().path("data").path(member).asText();
    }

    public String type() {
      return json().path("type").asText();
    }

    private JsonNode json() {
      try {
        return Json.MAPPER.readTree(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  /** Answers the n-th delivery, from 1, with {@code status} of n, which may take its time. */
  public Receiver(IntUnaryOperator status) {
    this.status = status;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.setExecutor(threads);
    server.createContext("/", this::receive);
    server.start();
  }

  /** Answers otherwise from now on. */
  public void answer(IntUnaryOperator newStatus) {
    status = newStatus;
  }

  public int port() {
    return server.getAddress().getPort();
  }

  public String url() {
    return "http://127.0.0.1:" + port() + "/hooks";
  }

  /** All that came so far, in order. */
  public List<Delivery> deliveries() {
    return List.copyOf(deliveries);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    int count;
    synchronized (deliveries) {
      deliveries.add(
          new Delivery(
              exchange.getRequestHeaders().getFirst("webhook-id"),
              exchange.getRequestHeaders().getFirst("webhook-timestamp"),
              exchange.getRequestHeaders().getFirst("webhook-signature"),
              body));
      count = deliveries.size();
    }
    exchange.sendResponseHeaders(status.applyAsInt(count), -1);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
    threads.shutdownNow();
  }
}
