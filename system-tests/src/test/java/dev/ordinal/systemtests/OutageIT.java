package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.Json;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.EventStream;
import dev.ordinal.systemtests.harness.Receiver;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * Parts go and come back while the others keep running; none of those is ever restarted. The first
 * test starts the API with nothing else there, so it comes first.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OutageIT {

  private static final String DAY = "2026-06-06T12:00:00Z";

  @TempDir private static Path folder;
  private final ConcurrentLinkedQueue<String> told = new ConcurrentLinkedQueue<>();
  private Cluster cluster;
  private Client client;

  /** What is tested, not yet started. */
  Cluster cluster(Path data) {
    return new Cluster(data);
  }

  @BeforeAll
  void prepare() {
    cluster = cluster(folder);
    client = cluster.client();
  }

  @AfterAll
  void nothingToldIsMissing() {
    assertThat(EventLog.numbersOfAContiguousLog(cluster.ports())).containsAll(told);
    cluster.close();
  }

  @Test
  @Order(1)
  void withNoKafkaAtStartTheApiSaysSoAndRecoversByItself() {
    cluster.start(Part.API);
    cluster.start(Part.NUMBERING);
    cluster.start(Part.PROJECTIONS);
    cluster.start(Part.WEBHOOKS);
    Answer refused = Await.until(() -> place("start-1"), answer -> answer.status() == 503);
    assertUnavailable(refused);
    Answer ready = Await.until(() -> cluster.admin().get("/health-check?type=ready"), a -> true);
    assertThat(ready.status()).isEqualTo(503);

    cluster.start(Part.POSTGRES);
    cluster.start(Part.KAFKA);
    Answer placed = Await.until(() -> place("start-1"), answer -> answer.status() == 201);
    assertThat(placed.text("number")).isEqualTo("GAM-20260606-0001");
    Await.until(() -> cluster.admin().get("/health-check?type=ready"), a -> a.status() == 200);
    Await.until(() -> client.get("/orders/GAM-20260606-0001"), a -> a.status() == 200);
  }

  @Test
  @Order(2)
  void withKafkaGoneTheApiAnswersAtOnceAndAllRecoverByThemselves() {
    try (Receiver receiver = new Receiver(count -> 200)) {
      subscribe(receiver);
      String before = place("before").text("number");
      awaitDelivery(receiver, before);
      String after = goneAndBack();
      awaitDelivery(receiver, after);
    }
  }

  private String goneAndBack() {
    EventStream screen = client.events("/leads/events", "");
    cluster.kill(Part.KAFKA);
    Await.until(() -> place("gone"), answer -> answer.status() == 503);
    for (int i = 0; i < 20; i++) {
      assertUnavailable(place("gone"));
    }
    cluster.start(Part.KAFKA);
    Answer placed = Await.until(() -> place("gone"), answer -> answer.status() == 201);
    assertThat(client.get("/orders/" + placed.text("number")).status()).isEqualTo(200);
    lead("after-kafka");
    Await.until(screen::messages, heard -> heard.size() == 1);
    assertThat(screen.messages().get(0).data().path("name").asText()).isEqualTo("after-kafka");
    screen.close();
    return placed.text("number");
  }

  private void subscribe(Receiver receiver) {
    String body = "{\"url\":\"%s\",\"eventTypes\":[\"*\"]}".formatted(receiver.url());
    HttpRequest.Builder request =
        client
            .request("/webhook-subscriptions/outage")
            .header("Content-Type", "application/json")
            .PUT(BodyPublishers.ofString(body));
    assertThat(client.send(request).join().status()).isEqualTo(201);
  }

  private static void awaitDelivery(Receiver receiver, String number) {
    Await.until(
        receiver::deliveries,
        came -> came.stream().anyMatch(delivery -> delivery.data("number").equals(number)));
  }

  @Test
  @Order(3)
  void withPostgresGoneOrdersStillGetNumbersAndReadsSaySo() {
    cluster.stop(Part.POSTGRES);
    Answer placed = place("no-postgres");
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    String path = "/orders/" + placed.text("number");
    Answer unread = client.get(path);
    assertThat(unread.status()).as(unread.text()).isEqualTo(503);
    assertThat(unread.header("Retry-After")).isNotBlank();
    assertThat(client.get("/orders?series=GAM").status()).isEqualTo(503);

    cluster.start(Part.POSTGRES);
    Await.until(() -> client.get(path), answer -> answer.status() == 200);
  }

  @Test
  @Order(4)
  void withNumberingGoneACommandWaitsAndIsDecidedOnceWhenItIsBack() {
    cluster.kill(Part.NUMBERING);
    Answer pending = placeAndWait("no-numbering", 1);
    assertThat(pending.status()).as(pending.text()).isEqualTo(202);
    String command = "/commands/" + pending.text("commandId");
    assertThat(client.get(command).text("status")).isEqualTo("pending");
    Answer again = placeAndWait("no-numbering", 0);
    assertThat(again.status()).isEqualTo(202);

    cluster.start(Part.NUMBERING);
    Answer decided =
        Await.until(() -> client.get(command), answer -> !answer.text("status").equals("pending"));
    assertThat(decided.text("status")).isEqualTo("accepted");
    String number = decided.body().at("/result/number").asText();
    Answer repeated = Await.until(() -> place("no-numbering"), answer -> answer.status() == 201);
    assertThat(repeated.text("number")).isEqualTo(number);
    Answer second =
        Await.until(
            () -> client.get("/commands/" + again.text("commandId")),
            answer -> answer.text("status").equals("accepted"));
    assertThat(second.body().at("/result/number").asText()).isEqualTo(number);
  }

  @Test
  @Order(5)
  void aPendingCommandIsKnownToAnApiThatWasRestartedAndEventsGoOn() {
    EventStream screen = client.events("/leads/events", "");
    String before = screen.lastEventId();
    screen.close();
    lead("unheard");
    cluster.kill(Part.NUMBERING);
    Answer pending = placeAndWait("api-restart", 0);
    assertThat(pending.status()).isEqualTo(202);
    cluster.kill(Part.API);
    cluster.start(Part.API);
    String command = "/commands/" + pending.text("commandId");
    Answer known = Await.until(() -> client.get(command), answer -> answer.status() == 200);
    assertThat(known.text("status")).isEqualTo("pending");
    try (EventStream back = client.events("/leads/events", before)) {
      Await.until(back::messages, heard -> heard.size() == 1);
      assertThat(back.messages().get(0).data().path("name").asText()).isEqualTo("unheard");
    }
    cluster.start(Part.NUMBERING);
    Await.until(() -> client.get(command), answer -> answer.text("status").equals("accepted"));
  }

  @Test
  @Order(6)
  void moreCommandsInFlightThanTheBoundAreTurnedAway() {
    cluster.kill(Part.NUMBERING);
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 80).mapToObj(i -> client.send(placement("flood-" + i, 3))).toList();
    List<Answer> turnedAway =
        answers.stream().map(CompletableFuture::join).filter(a -> a.status() == 429).toList();
    assertThat(turnedAway).hasSize(30);
    assertThat(turnedAway).allMatch(answer -> !answer.header("Retry-After").isBlank());
    cluster.start(Part.NUMBERING);
    Await.until(() -> place("after-the-flood"), answer -> answer.status() == 201);
  }

  private Answer place(String key) {
    Answer answer = client.send(placement(key, 5)).join();
    if (answer.status() == 201) {
      told.add(answer.text("number"));
    }
    return answer;
  }

  private void lead(String name) {
    Answer created = client.post("/leads", name, Json.MAPPER.createObjectNode().put("name", name));
    assertThat(created.status()).as(created.text()).isEqualTo(201);
  }

  private Answer placeAndWait(String key, int seconds) {
    return client.send(placement(key, seconds)).join();
  }

  private HttpRequest.Builder placement(String key, int seconds) {
    return client
        .post("/orders", key, order("GAM", DAY).toString())
        .header("Prefer", "wait=" + seconds);
  }

  private static void assertUnavailable(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(503);
    assertThat(answer.text("code")).isEqualTo("kafka-unavailable");
    assertThat(answer.header("Retry-After")).isNotBlank();
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
  }
}
