package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static dev.ordinal.systemtests.harness.Examples.reason;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.net.http.HttpRequest.BodyPublishers;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What became of any number. Each test has series or days of its own. */
@ExtendWith(SharedOrdinal.class)
class NumbersIT {

  private static final String NOON = "2024-05-05T12:00:00Z";

  private static Ordinal ordinal;
  private static Client client;

  @BeforeAll
  static void up(Ordinal shared) {
    ordinal = shared;
    client = ordinal.client();
  }

  @Test
  void anOrdersNumberLeadsToItsCommandItsEventAndItsNeighbours() {
    String first = place("o1", "GAM", NOON);
    Answer placed = client.order("o2", order("GAM", NOON)).join();
    String number = placed.text("number");

    JsonNode told = explain(number);
    assertThat(told.get("given").asBoolean()).isTrue();
    assertThat(told.get("how").asText()).isEqualTo("issued");
    assertThat(told.get("series").asText()).isEqualTo("GAM");
    assertThat(told.get("period").asText()).isEqualTo("20240505");
    assertThat(told.get("sequence").asLong()).isEqualTo(2);
    assertThat(told.get("kind").asText()).isEqualTo("order");
    assertThat(told.at("/command/id").asText()).isEqualTo(placed.text("commandId"));
    assertThat(told.at("/command/acceptedAt").asText()).isEqualTo(placed.text("recordedAt"));
    assertThat(told.at("/command/actor").asText()).isEqualTo("anonymous");
    assertThat(told.at("/event/type").asText()).isEqualTo("orders.placed.v1");
    assertThat(told.at("/event/time").asText()).isEqualTo(NOON);
    assertThat(told.get("before")).hasToString("{\"number\":\"" + first + "\",\"given\":true}");
    assertThat(told.at("/after/number").asText()).isEqualTo("GAM-20240505-0003");
    assertThat(told.at("/after/reason").asText()).isEqualTo("not-yet");
    assertThat(explain(first).get("before").isNull()).isTrue();
    assertThat(client.get(told.get("thing").asText()).body()).isEqualTo(placed.body());
    assertEventIsThere(told, Topics.ORDER_EVENTS);
  }

  @Test
  void teamsPartnersAndDocumentsAreExplainedAlike() {
    ObjectNode team = Json.MAPPER.createObjectNode().put("name", "Late Larks");
    team.putObject("captain").put("name", "Grace");
    ObjectNode partner = Json.MAPPER.createObjectNode().put("name", "Edith");

    assertGiven(client.post("/teams", "t", team), "team", Topics.TEAM_EVENTS);
    assertGiven(client.post("/partners", "p", partner), "partner", Topics.PARTNER_EVENTS);
    assertGiven(client.post("/documents", "d", document()), "document", Topics.DOCUMENT_EVENTS);
  }

  private static void assertGiven(
      Answer created, String kind, TypedTopic<String, ? extends Event> topic) {
    assertThat(created.status()).as(created.text()).isEqualTo(201);
    JsonNode told = explain(created.text("number"));
    assertThat(told.get("given").asBoolean()).isTrue();
    assertThat(told.get("kind").asText()).isEqualTo(kind);
    assertThat(told.get("thing").asText()).isEqualTo(created.header("Location"));
    assertThat(told.at("/command/id").asText()).isEqualTo(created.text("commandId"));
    assertEventIsThere(told, topic);
  }

  @Test
  void aVoidReservationIsGivenAndItsThingSaysThatItIsVoid() {
    ObjectNode request = Json.MAPPER.createObjectNode().put("series", "BOQ").put("ttlSeconds", 600);
    String number = client.post("/documents/reservations", "r", request).text("number");
    client.post("/documents/" + number + "/void", "v", reason("superseded"));

    JsonNode told = explain(number);
    assertThat(told.get("given").asBoolean()).isTrue();
    assertThat(told.at("/event/type").asText()).isEqualTo("documents.reserved.v1");
    assertThat(client.get(told.get("thing").asText()).text("status")).isEqualTo("void");
  }

  @Test
  void whatAResetJumpedIsSkippedForTheReasonThatWasGiven() {
    define("LOST", series("LOST-{seq:3}", "never"));
    place("s1", "LOST", NOON);
    ObjectNode reset =
        Json.MAPPER.createObjectNode().put("current", 4).put("reason", "a pad was lost");
    client.post("/series/LOST/sequence/reset", "s2", reset);
    place("s3", "LOST", NOON);

    JsonNode told = explain("LOST-003");
    assertThat(told.get("given").asBoolean()).isFalse();
    assertThat(told.get("reason").asText()).isEqualTo("skipped");
    assertThat(told.get("sequence").asLong()).isEqualTo(3);
    assertThat(told.get("detail").asText())
        .startsWith("a reset of anonymous at 20")
        .endsWith("Z jumped sequences 2 to 4; the reason given: a pad was lost");
    assertThat(told.at("/event/type").asText()).isEqualTo("numbering.sequence-reset.v1");
    assertThat(entry(told, Topics.NUMBERING_EVENTS).key()).isEqualTo("LOST");
    assertThat(told.at("/before/reason").asText()).isEqualTo("skipped");
    assertThat(explain("LOST-004").get("after"))
        .hasToString("{\"number\":\"LOST-005\",\"given\":true}");
    assertThat(explain("LOST-006").get("reason").asText()).isEqualTo("not-yet");
    assertThat(explain("LOST-006").get("detail").asText()).isEqualTo("LOST has come to sequence 5");
  }

  @Test
  void aNumberBelowTheStartWillNeverBeGiven() {
    define("LATE", series("LATE-{seq:3}", "never").put("start", 100));

    assertThat(explain("LATE-099").get("reason").asText()).isEqualTo("before-start");
    assertThat(explain("LATE-099").get("before").isNull()).isTrue();
    JsonNode first = explain("LATE-100");
    assertThat(first.get("reason").asText()).isEqualTo("not-yet");
    assertThat(first.get("detail").asText()).isEqualTo("no number of LATE has been given");
    assertThat(first.get("before").isNull()).isTrue();
    assertThat(place("l1", "LATE", NOON)).isEqualTo("LATE-100");
    assertThat(explain("LATE-100").get("given").asBoolean()).isTrue();
  }

  @Test
  void aNumberThatWasPrintedUnderAnOlderPatternStands() {
    define("KIOSK", series("KIOSK-{yyyy}-{seq:3}", "yearly"));
    String old = place("h1", "KIOSK", NOON);
    define("KIOSK", series("KIOSK-{yyyy}-{seq:5}", "yearly"));
    String wide = place("h2", "KIOSK", NOON);

    JsonNode told = explain(old);
    assertThat(told.get("given").asBoolean()).isTrue();
    assertThat(told.at("/after/number").asText()).isEqualTo(wide).isEqualTo("KIOSK-2024-00002");
    assertThat(explain(wide).at("/before/number").asText()).isEqualTo("KIOSK-2024-001");
    JsonNode reprinted = explain("KIOSK-2024-00001");
    assertThat(reprinted.get("given").asBoolean()).isFalse();
    assertThat(reprinted.get("reason").asText()).isEqualTo("misfit");
    assertThat(reprinted.get("detail").asText()).endsWith("was printed as KIOSK-2024-001");
    assertThat(explain("KIOSK-2024-002").get("reason").asText()).isEqualTo("misfit");
  }

  @Test
  void anImportedPartnerIsGivenAndWhatTheImportLeftOutIsSkipped() {
    define("OLD", series("OLD-{seq:4}", "never").put("kind", "partner"));
    String file =
        """
        number,name,email,phone,company
        OLD-0002,Vanessa,vanessa@example.org,+66 2 123 4567,Ebert
        OLD-0004,,,,
        """;
    assertThat(importFile("OLD", "?dryRun=true", "i0", file).status()).isEqualTo(200);
    assertThat(explain("OLD-0002").get("reason").asText()).as("a dry run").isEqualTo("not-yet");
    Answer imported = importFile("OLD", "?reason=moving%20over", "i1", file);
    assertThat(imported.status()).as(imported.text()).isEqualTo(200);

    JsonNode told = explain("OLD-0002");
    assertThat(told.get("given").asBoolean()).isTrue();
    assertThat(told.get("how").asText()).isEqualTo("imported");
    assertThat(told.get("kind").asText()).isEqualTo("partner");
    assertThat(told.get("name").asText()).isEqualTo("Vanessa");
    assertThat(told.at("/command/id").asText()).isEqualTo(imported.text("commandId"));
    assertEventIsThere(told, Topics.NUMBERING_EVENTS);
    JsonNode partner = client.get(told.get("thing").asText()).body();
    assertThat(partner.get("name").asText()).isEqualTo("Vanessa");
    assertThat(partner.get("registeredAt")).isEqualTo(imported.body().get("importedAt"));
    assertThat(client.list("/partners?series=OLD")).containsExactly(partner);
    assertThat(client.get("/partners.csv").text())
        .contains("OLD-0002,Vanessa,Ebert,vanessa@example.org,");

    JsonNode nameless = explain("OLD-0004");
    assertThat(nameless.get("given").asBoolean()).isTrue();
    assertThat(nameless.get("thing").isNull()).isTrue();
    assertThat(client.get("/partners/OLD-0004").status()).isEqualTo(404);
    JsonNode left = explain("OLD-0003");
    assertThat(left.get("reason").asText()).isEqualTo("skipped");
    assertThat(left.get("detail").asText())
        .startsWith("an import of anonymous at 20")
        .endsWith("sequences 1 to 4 and left it out; the reason given: moving over");
    assertThat(left.at("/event/type").asText()).isEqualTo("numbering.numbers-imported.v1");
    assertThat(left.at("/before/given").asBoolean()).isTrue();
    assertThat(left.at("/after/given").asBoolean()).isTrue();

    ObjectNode next = Json.MAPPER.createObjectNode().put("series", "OLD").put("name", "Next");
    assertThat(client.post("/partners", "i2", next).text("number")).isEqualTo("OLD-0005");
    Answer synced = client.send(client.post("/series/OLD/sequence/sync", "i3", "")).join();
    assertThat(synced.status()).as(synced.text()).isEqualTo(200);
    assertThat(explain("OLD-0006").get("reason").asText())
        .as("a sync that finds nothing skips nothing")
        .isEqualTo("not-yet");
  }

  @Test
  void anImportedTeamHasNoCaptainAndAnImportedOrderIsANumberAlone() {
    define("CLUB", series("CLUB-{seq:3}", "never").put("kind", "team"));
    define("TILL", series("TILL-{seq:3}", "never"));
    assertThat(importFile("CLUB", "", "c1", "number,name\nCLUB-001,Old Lions\n").status())
        .isEqualTo(200);
    assertThat(importFile("TILL", "", "c2", "number,name\nTILL-001,a till roll\n").status())
        .isEqualTo(200);

    JsonNode team = client.get(explain("CLUB-001").get("thing").asText()).body();
    assertThat(team.get("name").asText()).isEqualTo("Old Lions");
    assertThat(team.get("captain").isNull()).isTrue();
    assertThat(team.get("players")).isEmpty();
    assertThat(client.list("/teams?series=CLUB")).containsExactly(team);
    JsonNode order = explain("TILL-001");
    assertThat(order.get("given").asBoolean()).isTrue();
    assertThat(order.get("thing").isNull()).isTrue();
    assertThat(client.get("/orders/TILL-001").status()).isEqualTo(404);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ICCT-01           | misfit         | ICCT prints its numbers as ICCT-{seq:3}, and this is none",
        "GAM-20240231-0001 | misfit         | GAM prints its numbers as GAM-{yyyyMMdd}-{seq:4}, and this is none",
        "GAM-20240601-0001 | not-yet        | no number of GAM in period 20240601 has been given",
        "GAM-20240601-0000 | before-start   | the first sequence of GAM is 1",
        "NOPE-001          | unknown-series | there is no series NOPE",
        "hello             | unknown-series | a number begins with the code of its series, a hyphen and a digit",
      })
  void whatNobodyGaveIsToldWhy(String number, String reason, String detail) {
    JsonNode told = explain(number);
    assertThat(told.get("number").asText()).isEqualTo(number);
    assertThat(told.get("given").asBoolean()).isFalse();
    assertThat(told.get("reason").asText()).isEqualTo(reason);
    assertThat(told.get("detail").asText()).isEqualTo(detail);
  }

  @Test
  void aTextThatCanBeNoNumberIsRefused() {
    Answer tooLong = client.get("/numbers/" + "A".repeat(129));
    assertThat(tooLong.status()).isEqualTo(422);
    assertThat(tooLong.body().at("/errors/0/pointer").asText()).isEqualTo("number");
    assertThat(client.get("/numbers/%C2%85").status()).isEqualTo(422);
    assertThat(client.get("/numbers/").status()).isEqualTo(404);
    assertThat(explain("A".repeat(128)).get("reason").asText()).isEqualTo("unknown-series");
  }

  private static JsonNode explain(String number) {
    Answer answer = client.get("/numbers/" + number);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.body();
  }

  /** The log holds, at the very place that was told, an event about the very number. */
  private static void assertEventIsThere(JsonNode told, TypedTopic<String, ? extends Event> topic) {
    ConsumerRecord<String, ? extends Event> entry = entry(told, topic);
    assertThat(header(entry, "ce_subject")).isEqualTo(told.get("number").asText());
    assertThat(header(entry, "ce_type")).isEqualTo(told.at("/event/type").asText());
    assertThat(header(entry, "ce_commandid")).isEqualTo(told.at("/command/id").asText());
    assertThat(header(entry, "ce_time")).isEqualTo(told.at("/event/time").asText());
  }

  private static <E extends Event> ConsumerRecord<String, E> entry(
      JsonNode told, TypedTopic<String, E> topic) {
    assertThat(told.at("/event/topic").asText()).isEqualTo(topic.name());
    return EventLog.read(ordinal.ports(), topic).stream()
        .filter(entry -> entry.partition() == told.at("/event/partition").asInt(-1))
        .filter(entry -> entry.offset() == told.at("/event/offset").asLong(-1))
        .findFirst()
        .orElseThrow(() -> new AssertionError("nothing lies at the place told in " + told));
  }

  private static String header(ConsumerRecord<?, ?> entry, String name) {
    return new String(entry.headers().lastHeader(name).value(), UTF_8);
  }

  private static String place(String key, String series, String occurredAt) {
    Answer answer = client.order(key, order(series, occurredAt)).join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.text("number");
  }

  private static Answer importFile(String code, String query, String key, String file) {
    return client
        .send(
            client
                .request("/series/" + code + "/import" + query)
                .header("Content-Type", "text/csv")
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(file)))
        .join();
  }

  private static void define(String code, ObjectNode series) {
    Answer answer =
        client
            .send(
                client
                    .request("/series/" + code)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(series.toString())))
            .join();
    assertThat(answer.status()).as(answer.text()).isBetween(200, 201);
  }

  private static ObjectNode series(String pattern, String reset) {
    return Json.MAPPER
        .createObjectNode()
        .put("kind", "order")
        .put("pattern", pattern)
        .put("reset", reset)
        .put("zone", "Africa/Lagos");
  }

  private static ObjectNode document() {
    return Json.MAPPER
        .createObjectNode()
        .put("series", "BOQ")
        .put("title", "Bill of quantities")
        .put("currency", "THB")
        .put("totalAmount", 100);
  }
}
