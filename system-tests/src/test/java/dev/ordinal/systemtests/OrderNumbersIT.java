package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static dev.ordinal.systemtests.harness.Examples.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Deployment;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The main job: numbers without holes or duplicates. Each test has days of its own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OrderNumbersIT {

  @TempDir private static Path folder;
  private Deployment ordinal;
  private Client client;

  /** Starts what is tested. */
  Deployment deploy(Path data) {
    return Ordinal.up(data);
  }

  @BeforeAll
  void up() {
    ordinal = deploy(folder.resolve("data"));
    client = ordinal.client();
  }

  @AfterAll
  void down() {
    ordinal.close();
  }

  @Test
  void anOrderGoesTheWholeWayAndIsReadBackAtOnce() {
    Answer placed =
        client
            .order("first", order("GAM", "2010-12-01T08:26:00Z").put("paymentReference", "p1"))
            .join();
    assertThat(placed.status()).isEqualTo(201);
    assertThat(placed.text("number")).isEqualTo("GAM-20101201-0001");
    assertThat(placed.header("Location")).endsWith("/orders/GAM-20101201-0001");
    assertThat(placed.text("status")).isEqualTo("placed");
    assertThat(placed.body().path("totalAmount").asLong()).isEqualTo(1530);
    assertThat(placed.text("placedAt")).isEqualTo("2010-12-01T08:26:00Z");

    Answer read = client.read("/orders/GAM-20101201-0001");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.body()).isEqualTo(placed.body());
    Answer result = client.read("/commands/" + placed.text("commandId"));
    assertThat(result.text("status")).isEqualTo("accepted");
    assertThat(result.body().get("result")).isEqualTo(placed.body());
  }

  @ParameterizedTest
  @CsvSource({"5, 2011-05-05", "100, 2011-06-06", "1000, 2011-07-07"})
  void ordersAtTheSameTimeGetContiguousNumbers(int count, String day) {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, count)
            .mapToObj(i -> client.order(day + "/" + i, order("GAM", day + "T12:00:00Z")))
            .toList();
    Set<Long> sequences = new HashSet<>();
    for (CompletableFuture<Answer> answer : answers) {
      assertThat(answer.join().status()).as(answer.join().text()).isEqualTo(201);
      sequences.add(answer.join().body().get("sequence").asLong());
    }
    assertThat(sequences).containsExactlyInAnyOrderElementsOf(upTo(count));
    assertThat(sequencesOf("GAM", day.replace("-", ""))).containsExactlyElementsOf(upTo(count));
  }

  @Test
  void oneKeySentSixteenTimesAtOnceGivesOneNumber() {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 16)
            .mapToObj(i -> client.order("sixteen", order("GAM", "2011-08-08T12:00:00Z")))
            .toList();
    assertThat(answers.stream().map(CompletableFuture::join))
        .allMatch(answer -> answer.status() == 201)
        .allMatch(answer -> answer.text("number").equals("GAM-20110808-0001"));
    assertThat(answers.stream().map(answer -> answer.join().text()).distinct()).hasSize(1);
    assertThat(
            answers.stream()
                .filter(answer -> answer.join().header("Idempotent-Replayed").equals("true")))
        .hasSize(15);
    assertThat(sequencesOf("GAM", "20110808")).containsExactly(1L);
  }

  @Test
  void theDayEndsAtMidnightInLagosAndALateOrderGetsANumberOfItsOwnDay() {
    assertThat(numberAt("lagos1", "2026-03-01T22:59:59Z")).isEqualTo("GAM-20260301-0001");
    assertThat(numberAt("lagos2", "2026-03-01T23:00:00Z")).isEqualTo("GAM-20260302-0001");
    assertThat(numberAt("lagos3", "2026-03-01T22:59:59Z")).isEqualTo("GAM-20260301-0002");
    assertThat(numberAt("lagos4", "2026-03-02T01:00:00+01:00")).isEqualTo("GAM-20260302-0002");
  }

  @Test
  void theTenThousandthOrderOfADayIsAnOrderLikeAnyOther() throws InterruptedException {
    int count = 10_001;
    Semaphore inFlight = new Semaphore(200);
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      inFlight.acquire();
      answers.add(
          client
              .order("day/" + i, order("RET", "2011-09-09T12:00:00Z"))
              .whenComplete((answer, failure) -> inFlight.release()));
    }
    Set<String> numbers =
        answers.stream().map(answer -> answer.join().text("number")).collect(Collectors.toSet());
    assertThat(numbers)
        .hasSize(count)
        .contains("RET-20110909-0001", "RET-20110909-9999")
        .contains("RET-20110909-10000", "RET-20110909-10001");
    assertThat(sequencesOf("RET", "20110909")).containsExactlyElementsOf(upTo(count));
    assertThat(EventLog.numbersOfAContiguousLog(ordinal.ports())).containsAll(numbers);
  }

  @Test
  void aCancelledOrderKeepsItsNumber() {
    String number = numberAt("c1", "2011-10-10T12:00:00Z");
    Answer cancelled = client.post("/orders/" + number + "/cancel", "c2", reason("wrong size"));
    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
    assertThat(client.read("/orders/" + number).text("status")).isEqualTo("cancelled");
    Answer again = client.post("/orders/" + number + "/cancel", "c2", reason("wrong size"));
    assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(again.text()).isEqualTo(cancelled.text());
    Answer twice = client.post("/orders/" + number + "/cancel", "c3", reason("wrong size"));
    assertThat(twice.status()).isEqualTo(409);
    assertThat(twice.text("code")).isEqualTo("order-already-cancelled");
    assertThat(numberAt("c4", "2011-10-10T12:00:00Z")).isEqualTo("GAM-20111010-0002");
    List<JsonNode> open = client.list("/orders?series=GAM&period=20111010&status=placed");
    assertThat(open).extracting(o -> o.get("number").asText()).containsExactly("GAM-20111010-0002");
  }

  @Test
  void aPaymentReferenceBelongsToOneOrder() {
    JsonNode order = order("GAM", "2011-11-11T12:00:00Z").put("paymentReference", "pay_11");
    String first = client.order("r1", order).join().text("number");
    Answer second = client.order("r2", order).join();
    assertThat(second.status()).isEqualTo(409);
    assertThat(second.text("code")).isEqualTo("payment-reference-used");
    assertThat(second.text("existing")).isEqualTo(first);
    assertThat(second.header("Content-Type")).startsWith("application/problem+json");
  }

  @Test
  void aKeyWithAnotherBodyIsRefused() {
    numberAt("reused", "2011-12-12T12:00:00Z");
    Answer other = client.order("reused", order("GAM", "2011-12-13T12:00:00Z")).join();
    assertThat(other.status()).isEqualTo(422);
    assertThat(other.text("code")).isEqualTo("idempotency-key-reused");
  }

  @Test
  void aCallerWhoDoesNotWaitIsToldWhereTheAnswerWillBe() {
    Answer accepted =
        client
            .send(
                client
                    .post("/orders", "async", order("GAM", "2012-01-01T12:00:00Z").toString())
                    .header("Prefer", "respond-async"))
            .join();
    assertThat(accepted.status()).isEqualTo(202);
    assertThat(accepted.text("status")).isEqualTo("pending");
    String location = accepted.header("Location");
    assertThat(location).endsWith("/commands/" + accepted.text("commandId"));
    Answer decided =
        Await.until(
            () -> client.get("/commands/" + accepted.text("commandId")),
            answer -> answer.text("status").equals("accepted"));
    assertThat(decided.body().at("/result/number").asText()).isEqualTo("GAM-20120101-0001");
  }

  private String numberAt(String key, String time) {
    Answer answer = client.order(key, order("GAM", time)).join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.text("number");
  }

  private List<Long> sequencesOf(String series, String period) {
    return client.list("/orders?limit=500&series=" + series + "&period=" + period).stream()
        .map(order -> order.get("sequence").asLong())
        .toList();
  }

  private static List<Long> upTo(int count) {
    return LongStream.rangeClosed(1, count).boxed().toList();
  }
}
