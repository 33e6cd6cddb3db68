package dev.ordinal.local.replay;

import static dev.ordinal.local.client.StubService.answer;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.local.client.ClientFailure;
import dev.ordinal.local.client.StubService;
import dev.ordinal.local.progress.ProgressBar;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit calls start before each test.
class ReplayRunTest {

  private static final StubService.Reaction NOT_NOW =
      answer(503, "{\"code\":\"unavailable\",\"detail\":\"no broker\"}");

  @TempDir private Path folder = Path.of("");
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Tally tally = new Tally();
  private StubOrders service;

  @BeforeEach
  void start() throws IOException {
    service = new StubOrders();
  }

  @AfterEach
  void stop() {
    service.close();
  }

  @Test
  void asManyAsAskedForAreInFlightAtOnceAndNoMore() throws Exception {
    CyclicBarrier threeAtOnce = new CyclicBarrier(3);
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    for (int i = 0; i < 6; i++) {
      service.onPost(
          exchange -> {
            most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
            await(threeAtOnce);
            inFlight.decrementAndGet();
            answer(422, "{}").to(exchange);
          });
    }

    post(6, 3, Duration.ofMinutes(1));

    assertThat(most).hasValue(3);
    assertThat(tally.refused()).isEqualTo(6);
  }

  @Test
  void anUndecidedOrderEndsTheRunAndIsNamed() {
    service.onPost(NOT_NOW);

    assertThatThrownBy(() -> post(5, 1, Duration.ZERO))
        .isInstanceOf(ClientFailure.class)
        .hasMessage(
            "stopped, since order 1 (line 1) got no final answer; the last try: unavailable: no"
                + " broker");
    assertThat(service.requests()).containsExactly("POST 1");
    assertThat(tally.undecided()).isEqualTo(1);
  }

  @Test
  void aStopFinishesWhatIsInFlightAndBeginsNothing() throws Exception {
    service.onPost(
        exchange -> {
          stop.countDown();
          answer(201, "{\"number\":\"RET-1\",\"period\":\"\"}").to(exchange);
        });

    post(5, 1, Duration.ofMinutes(1));

    assertThat(tally.placed()).isEqualTo(1);
    assertThat(tally.posted()).isEqualTo(1);
    assertThat(service.requests()).containsExactly("POST 1");
  }

  private void post(int count, int concurrency, Duration limit) throws Exception {
    List<RetailOrder> orders =
        IntStream.rangeClosed(1, count).mapToObj(ReplayRunTest::order).toList();
    OrderPoster poster = new OrderPoster(service.orders(), limit, stop, tally::addLatency);
    try (Rejects rejects = Rejects.create(folder.resolve("rejects.csv"));
        PrintStream nowhere = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
        ProgressBar progress = new ProgressBar("replay", "orders", count, nowhere)) {
      new ReplayRun(poster, tally, rejects, stop).post(orders, concurrency, progress);
    }
  }

  private static RetailOrder order(int invoice) {
    return new RetailOrder(
        Integer.toString(invoice),
        invoice,
        Instant.EPOCH,
        "",
        "",
        List.of(new OrderLine("A", null, 1, 1)));
  }

  private static void await(CyclicBarrier barrier) throws IOException {
    try {
      barrier.await(1, TimeUnit.MINUTES);
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
