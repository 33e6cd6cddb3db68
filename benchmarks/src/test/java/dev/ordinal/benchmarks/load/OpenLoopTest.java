package dev.ordinal.benchmarks.load;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OpenLoopTest {

  private static final Duration STALL = Duration.ofSeconds(1);
  private static final int STALLED = 5;

  private final ExecutorService oneAtATime = Executors.newSingleThreadExecutor();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger status = new AtomicInteger(201);
  private HttpServer server;

  @BeforeEach
  void startServerThatStallsOnce() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 2_000);
    server.setExecutor(oneAtATime);
    server.createContext(
        "/",
        exchange -> {
          exchange.getRequestBody().readAllBytes();
          if (asked.incrementAndGet() == STALLED) {
            stall();
          }
          byte[] body = "{\"number\":\"GAM-20261127-0001\"}".getBytes(US_ASCII);
          exchange.sendResponseHeaders(status.get(), body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stopServer() {
    server.stop(0);
    oneAtATime.shutdownNow();
  }

  // What the server does is what is measured here, so it has to take its time.
  private static void stall() {
    try {
      TimeUnit.NANOSECONDS.sleep(STALL.toNanos());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void allWhoWouldHaveComeDuringAStallAreDelayed() throws Exception {
    Measurement measurement = load().open(100, Duration.ofSeconds(2));

    assertThat(measurement.errors()).isEmpty();
    assertThat(measurement.answers()).isBetween(199L, 200L);
    assertThat(slowerThan(measurement, 100_000)).isGreaterThanOrEqualTo(85);
    assertThat(measurement.millis(50)).isGreaterThan(1);
    assertThat(measurement.maxMillis()).isGreaterThan(900);
  }

  @Test
  void aSingleCallerOfAClosedLoopHidesTheStall() throws Exception {
    Measurement measurement = load().closed(1, Duration.ofSeconds(2));

    assertThat(slowerThan(measurement, 100_000)).isLessThan(20);
  }

  @Test
  void whatTheServerRefusesIsCountedByKindAndNotAmongTheLatencies() throws Exception {
    status.set(503);

    Measurement measurement = load().open(50, Duration.ofMillis(300));

    assertThat(measurement.answers()).isZero();
    assertThat(measurement.errors()).containsOnlyKeys("503");
    assertThat(measurement.errorCount()).isBetween(14L, 15L);
  }

  @Test
  void whoIsNeverAnsweredIsCountedWithTheTimeWaited() throws Exception {
    asked.set(STALLED - 1);

    Measurement measurement =
        new HttpLoad(server.getAddress(), new Posts(), Duration.ofMillis(200))
            .open(10, Duration.ofMillis(100));

    assertThat(measurement.answers()).isZero();
    assertThat(measurement.errors()).containsEntry(Measurement.NO_ANSWER, 1L);
    assertThat(measurement.maxMillis()).isGreaterThan(190);
  }

  private HttpLoad load() {
    return new HttpLoad(server.getAddress(), new Posts());
  }

  private static long slowerThan(Measurement measurement, long micros) {
    return measurement.latency().getCountBetweenValues(micros, Long.MAX_VALUE / 2);
  }

  private static final class Posts implements Workload {

    private long sent;

    @Override
    public Request next() {
      String post = "POST / HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 2\r\n\r\n{}";
      return new Request(sent++, post.getBytes(US_ASCII));
    }

    @Override
    public @Nullable String answered(Request request, int answer, String body) {
      return answer == 201 ? null : Integer.toString(answer);
    }
  }
}
