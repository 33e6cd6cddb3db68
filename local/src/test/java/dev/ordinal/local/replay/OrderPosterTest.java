package dev.ordinal.local.replay;

import static dev.ordinal.local.client.StubService.answer;
import static dev.ordinal.local.client.StubService.cut;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.OrderLine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway.Init") // JUnit calls start before each test.
class OrderPosterTest {

  private static final Duration LONG = Duration.ofMinutes(1);
  private static final RetailOrder ORDER =
      new RetailOrder(
          "536365",
          2,
          Instant.parse("2010-12-01T08:26:00Z"),
          "17850",
          "United Kingdom",
          List.of(new OrderLine("85123A", "HOLDER", 6, 255), new OrderLine("B", null, 1, 7)));
  private static final Outcome PLACED =
      new Outcome.Numbered("RET-20101201-0001", "20101201", false);
  private static final Outcome REPEATED =
      new Outcome.Numbered("RET-20101201-0001", "20101201", true);

  private final CountDownLatch stop = new CountDownLatch(1);
  private final List<Long> latencies = new ArrayList<>();
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
  void anOrderIsPostedAsTheContractSays() throws Exception {
    assertThat(post()).isEqualTo(PLACED);

    assertThat(service.requests()).containsExactly("POST 536365");
    assertThat(service.bodies())
        .containsExactly(
            Json.MAPPER.readTree(
                """
                {"series":"RET","customer":{"id":"17850"},"currency":"GBP",
                 "lines":[{"sku":"85123A","description":"HOLDER","quantity":6,"unitAmount":255},
                          {"sku":"B","quantity":1,"unitAmount":7}],
                 "occurredAt":"2010-12-01T08:26:00Z",
                 "metadata":{"invoice":"536365","country":"United Kingdom"}}"""));
    assertThat(latencies).hasSize(1);
  }

  @Test
  void anOrderThatIsThereIsRepeated() throws Exception {
    post();

    assertThat(post()).isEqualTo(REPEATED);
  }

  @Test
  void aGuestWithoutCountryHasNeitherInTheBody() throws Exception {
    poster(LONG)
        .post(
            new RetailOrder(
                "9", 2, Instant.EPOCH, "", "", List.of(new OrderLine("A", null, 1, 1))));

    assertThat(service.bodies().get(0).has("customer")).isFalse();
    assertThat(service.bodies().get(0).path("metadata").has("country")).isFalse();
  }

  @Test
  void aPendingCommandIsAskedForUntilItIsDecided() throws Exception {
    service
        .onPost(answer(202, "{\"commandId\":\"c1\"}", "Location", "/commands/c1"))
        .onCommand(answer(404, "{\"code\":\"not-found\"}"))
        .onCommand(answer(200, "{\"commandId\":\"c1\",\"status\":\"pending\"}"))
        .onCommand(answer(200, accepted("c1")));

    assertThat(post()).isEqualTo(PLACED);
    assertThat(service.requests())
        .containsExactly("POST 536365", "GET /commands/c1", "GET /commands/c1", "GET /commands/c1");
  }

  @Test
  void aCommandThatGotTheOrderOfAnotherIsRepeated() throws Exception {
    service
        .onPost(answer(202, "{\"commandId\":\"c2\"}", "Location", "/commands/c2"))
        .onCommand(answer(200, accepted("c2")));

    assertThat(post()).isEqualTo(REPEATED);
  }

  @Test
  void aCommandThatIsRejectedLaterIsRefused() throws Exception {
    service
        .onPost(answer(202, "{\"commandId\":\"c1\"}", "Location", "/commands/c1"))
        .onCommand(
            answer(
                200,
                """
                {"commandId":"c1","status":"rejected","problem":{"status":422,
                 "code":"idempotency-key-reused","detail":"another order has this key"}}"""));

    assertThat(post())
        .isEqualTo(new Outcome.Refused("idempotency-key-reused: another order has this key"));
  }

  @Test
  void aRefusalNamesTheProblemAndWhereItIs() throws Exception {
    service.onPost(
        answer(
            422,
            """
            {"status":422,"code":"invalid","detail":"the order is not valid",
             "errors":[{"pointer":"/lines/0/sku","detail":"must not be blank"}]}"""));

    assertThat(post())
        .isEqualTo(
            new Outcome.Refused("invalid: the order is not valid; /lines/0/sku must not be blank"));
    assertThat(service.requests()).containsExactly("POST 536365");
  }

  @Test
  void busyUnavailableBrokenAndCutAreMetByTheSameKeyAgain() throws Exception {
    service
        .onPost(answer(429, "{\"code\":\"too-many-in-flight\"}", "Retry-After", "0"))
        .onPost(answer(503, "{\"code\":\"unavailable\"}", "Retry-After", "0"))
        .onPost(answer(500, "<html>"))
        .onPost(cut());

    assertThat(post()).isEqualTo(PLACED);
    assertThat(service.requests()).hasSize(5).containsOnly("POST 536365");
    assertThat(latencies).as("only of posts that were taken").hasSize(1);
  }

  @Test
  void anOrderWithoutAnAnswerStaysUndecidedAndSaysWhatWasSeenLast() throws Exception {
    service.onPost(answer(503, "{\"code\":\"unavailable\",\"detail\":\"no broker\"}"));

    assertThat(poster(Duration.ZERO).post(ORDER))
        .isEqualTo(new Outcome.Undecided("unavailable: no broker"));

    service.close();

    assertThat(poster(Duration.ZERO).post(ORDER)).isEqualTo(new Outcome.Undecided("no connection"));
  }

  @Test
  void aStoppedRunDoesNotTryAgain() throws Exception {
    stop.countDown();
    service.onPost(answer(503, "{\"code\":\"unavailable\"}", "Retry-After", "10"));

    assertThat(post()).isEqualTo(new Outcome.Undecided("unavailable"));
    assertThat(service.requests()).hasSize(1);
  }

  private Outcome post() throws InterruptedException {
    return poster(LONG).post(ORDER);
  }

  private OrderPoster poster(Duration limit) {
    return new OrderPoster(service.orders(), limit, stop, latencies::add);
  }

  private static String accepted(String commandId) {
    return """
        {"commandId":"%s","status":"accepted","result":
          {"number":"RET-20101201-0001","period":"20101201","commandId":"c1"}}"""
        .formatted(commandId);
  }
}
