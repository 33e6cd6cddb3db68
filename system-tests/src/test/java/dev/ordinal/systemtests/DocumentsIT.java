package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Documents, and reservations that end by themselves. Each test has months of its own. */
@ExtendWith(SharedOrdinal.class)
class DocumentsIT {

  @TempDir private static Path folder;
  private static Ordinal ordinal;
  private static Client client;

  @BeforeAll
  static void up(Ordinal shared) {
    ordinal = shared;
    client = ordinal.client();
  }

  @Test
  void aDocumentGoesTheWholeWayAndItsVoidKeepsTheNumber() {
    Answer issued = client.post("/documents", "d1", document("2024-01-10T05:00:00Z"));
    assertThat(issued.status()).as(issued.text()).isEqualTo(201);
    assertThat(issued.text("number")).isEqualTo("BOQ-2024-01-0001");
    assertThat(issued.text("status")).isEqualTo("issued");
    assertThat(issued.header("Location")).endsWith("/documents/BOQ-2024-01-0001");
    assertThat(client.get("/documents/BOQ-2024-01-0001").body()).isEqualTo(issued.body());

    Answer voided = end("BOQ-2024-01-0001", "d2");
    assertThat(voided.status()).as(voided.text()).isEqualTo(200);
    assertThat(voided.text("status")).isEqualTo("void");
    Answer again = end("BOQ-2024-01-0001", "d3");
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("code")).isEqualTo("document-already-void");
    Answer read = client.get("/documents/BOQ-2024-01-0001");
    assertThat(read.text("status")).isEqualTo("void");
    assertThat(read.text("voidReason")).isEqualTo("superseded");
    assertThat(read.text("title")).isEqualTo("Bill of quantities");
    assertThat(client.post("/documents", "d4", document("2024-01-10T05:00:00Z")).text("number"))
        .isEqualTo("BOQ-2024-01-0002");
    assertThat(end("BOQ-2024-01-0009", "d5").text("code")).isEqualTo("document-not-found");
    assertThat(client.get("/documents/BOQ-2024-01-0009").status()).isEqualTo(404);
  }

  @Test
  void aHundredAtTheSameTimeGetContiguousNumbers() {
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, 100)
            .mapToObj(
                i ->
                    client.send(
                        client.post(
                            "/documents",
                            "at-once-" + i,
                            document("2024-02-10T05:00:00Z").toString())))
            .toList();
    assertThat(answers.stream().map(answer -> answer.join().body().path("sequence").asLong()))
        .containsExactlyInAnyOrderElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
    assertThat(client.list("/documents?series=BOQ&period=2024-02&status=issued&limit=30"))
        .extracting(document -> document.get("sequence").asLong())
        .containsExactlyElementsOf(LongStream.rangeClosed(1, 100).boxed().toList());
    EventLog.numbersOfAContiguousLog(ordinal.ports(), Topics.DOCUMENT_EVENTS);
  }

  @Test
  void theMonthEndsAtMidnightInBangkok() {
    assertThat(client.post("/documents", "m1", document("2024-03-31T16:59:59Z")).text("number"))
        .isEqualTo("BOQ-2024-03-0001");
    assertThat(client.post("/documents", "m2", document("2024-03-31T17:00:00Z")).text("number"))
        .isEqualTo("BOQ-2024-04-0001");
    assertThat(client.post("/documents", "m3", document("2024-03-31T16:59:59Z")).text("number"))
        .isEqualTo("BOQ-2024-03-0002");
  }

  @Test
  void aReservationIsConfirmedByItsHolder() {
    ObjectNode request = reservation(600, "2024-05-10T05:00:00Z").put("holder", "ann");
    Answer reserved = client.post("/documents/reservations", "r1", request);
    assertThat(reserved.status()).as(reserved.text()).isEqualTo(201);
    assertThat(reserved.text("status")).isEqualTo("reserved");
    assertThat(reserved.text("expiresAt")).isNotEmpty();
    String number = reserved.text("number");
    assertThat(reserved.header("Location")).endsWith("/documents/" + number);
    assertThat(client.get("/documents/" + number).body()).isEqualTo(reserved.body());

    Answer another = confirm(client, number, "r2", content());
    assertThat(another.status()).isEqualTo(409);
    assertThat(another.text("code")).isEqualTo("reservation-held-by-another");
    Answer confirmed = confirm(client, number, "r3", content().put("holder", "ann"));
    assertThat(confirmed.status()).as(confirmed.text()).isEqualTo(200);
    assertThat(confirmed.text("status")).isEqualTo("issued");
    Answer twice = confirm(client, number, "r4", content().put("holder", "ann"));
    assertThat(twice.status()).isEqualTo(409);
    assertThat(twice.text("code")).isEqualTo("document-already-issued");
    Answer read = client.get("/documents/" + number);
    assertThat(read.text("status")).isEqualTo("issued");
    assertThat(read.body().get("totalAmount").asLong()).isEqualTo(12_500_000);
    assertThat(read.text("issuedAt")).isEqualTo(confirmed.text("issuedAt"));
  }

  @Test
  void anAbandonedReservationLeavesAnExplainedVoidAndNoHole() {
    String number =
        client
            .post("/documents/reservations", "a1", reservation(1, "2024-06-10T05:00:00Z"))
            .text("number");
    JsonNode read = awaitVoid(client, number);
    assertThat(read.path("voidReason").asText()).isEqualTo("reservation expired");
    assertThat(read.path("expired").asBoolean()).isTrue();
    assertThat(read.path("voidedAt")).isEqualTo(read.path("expiresAt"));
    Answer late = confirm(client, number, "late", content());
    assertThat(late.status()).isEqualTo(409);
    assertThat(late.text("code")).isEqualTo("reservation-expired");
    assertThat(client.post("/documents", "a2", document("2024-06-10T05:00:00Z")).text("number"))
        .isEqualTo("BOQ-2024-06-0002");
    assertThat(expired(ordinal.ports())).containsOnlyOnce(number);
    EventLog.numbersOfAContiguousLog(ordinal.ports(), Topics.DOCUMENT_EVENTS);
  }

  @Test
  void reservationsThatEndBeforeAndAfterAKillEachEndOnce() {
    try (Ordinal first = Ordinal.up(folder.resolve("killed"))) {
      List<String> numbers =
          IntStream.range(0, 60)
              .mapToObj(
                  i ->
                      first
                          .client()
                          .post(
                              "/documents/reservations",
                              "k" + i,
                              reservation(i < 30 ? 2 : 8, "2024-07-10T05:00:00Z")))
              .map(answer -> answer.text("number"))
              .toList();
      assertThat(numbers).hasSize(60).doesNotHaveDuplicates();
      awaitVoid(first.client(), numbers.get(0));
      first.process().kill();
      try (Ordinal second = first.again()) {
        for (String number : numbers) {
          JsonNode read = awaitVoid(second.client(), number);
          assertThat(read.path("voidReason").asText()).isEqualTo("reservation expired");
        }
        assertThat(expired(second.ports())).containsExactlyInAnyOrderElementsOf(numbers);
        assertThat(EventLog.numbersOfAContiguousLog(second.ports(), Topics.DOCUMENT_EVENTS))
            .containsExactlyInAnyOrderElementsOf(numbers);
        Answer late = confirm(second.client(), numbers.get(59), "late", content());
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.text("code")).isEqualTo("reservation-expired");
      }
    }
  }

  private static ObjectNode content() {
    return Json.MAPPER
        .createObjectNode()
        .put("title", "Bill of quantities")
        .put("project", "Riverside")
        .put("currency", "THB")
        .put("totalAmount", 12_500_000);
  }

  private static ObjectNode document(String occurredAt) {
    return content().put("series", "BOQ").put("occurredAt", occurredAt);
  }

  private static ObjectNode reservation(int ttlSeconds, String occurredAt) {
    return Json.MAPPER
        .createObjectNode()
        .put("series", "BOQ")
        .put("ttlSeconds", ttlSeconds)
        .put("occurredAt", occurredAt);
  }

  private static Answer confirm(Client client, String number, String key, ObjectNode content) {
    return client.post("/documents/" + number + "/confirm", key, content);
  }

  private static Answer end(String number, String key) {
    return client.post("/documents/" + number + "/void", key, reason("superseded"));
  }

  private static JsonNode awaitVoid(Client client, String number) {
    return Await.until(
            () -> client.get("/documents/" + number),
            answer -> answer.text("status").equals("void"))
        .body();
  }

  /** The numbers that were voided by expiry, as often as they were. */
  private static List<String> expired(Ports ports) {
    return EventLog.read(ports, Topics.DOCUMENT_EVENTS).stream()
        .map(entry -> entry.value())
        .filter(event -> event instanceof DocumentVoided voided && voided.byExpiry())
        .map(event -> event.number())
        .toList();
  }
}
