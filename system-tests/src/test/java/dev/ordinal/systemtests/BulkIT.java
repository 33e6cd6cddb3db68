package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.net.http.HttpRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many orders in one request. */
@ExtendWith(SharedOrdinal.class)
class BulkIT {

  private static final String JSON = "application/json";
  private static final String LINES = "application/x-ndjson";

  private static Client client;
  private final String keys = UUID.randomUUID().toString();
  private final ArrayNode body = Json.MAPPER.createArrayNode();

  @BeforeAll
  static void up(Ordinal shared) {
    client = shared.client();
  }

  @Test
  void eachIsAnsweredAsIfItHadComeAloneInTheOrderSent() {
    add("a", order("GAM", "2031-03-01T12:00:00Z"));
    add("b", order("RET", "2031-03-01T12:00:00Z"));
    add("c", order("GAM", "2031-03-01T12:00:00Z")).put("currency", "pounds");
    add("d", order("NOPE", "2031-03-01T12:00:00Z"));
    add("a", order("GAM", "2031-03-01T12:00:00Z"));
    body.add("no order");
    add("e", order("GAM", "2031-03-01T12:00:00Z"));
    List<JsonNode> items = items(send("", JSON, body.toString()));
    assertThat(items)
        .extracting(item -> item.get("status").asInt())
        .containsExactly(201, 201, 422, 422, 201, 422, 201);
    assertThat(number(items.get(0))).isEqualTo("GAM-20310301-0001");
    assertThat(number(items.get(1))).isEqualTo("RET-20310301-0001");
    assertThat(items.get(2).at("/problem/errors/0/pointer").asText()).isEqualTo("/order/currency");
    assertThat(items.get(3).at("/problem/code").asText()).isEqualTo("unknown-series");
    assertThat(number(items.get(4))).isEqualTo("GAM-20310301-0001");
    assertThat(items.get(4).get("replayed").asBoolean()).isTrue();
    assertThat(number(items.get(6))).isEqualTo("GAM-20310301-0002");

    Answer alone = client.order(key("e"), order("GAM", "2031-03-01T12:00:00Z")).join();
    assertThat(alone.header("Idempotent-Replayed")).isEqualTo("true");
    assertThat(alone.body()).isEqualTo(items.get(6).get("order"));
    assertThat(client.get("/orders/GAM-20310301-0002").body()).isEqualTo(alone.body());
  }

  @Test
  void linesAreAnsweredByLines() {
    IntStream.range(0, 30).forEach(i -> add("l" + i, order("GAM", "2031-03-02T12:00:00Z")));
    List<String> sent = new ArrayList<>();
    body.forEach(item -> sent.add(item.toString()));
    sent.add(3, "{\"broken");
    Answer answer = send("", LINES, String.join("\n", sent) + "\n\n");
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).startsWith(LINES);
    List<JsonNode> items = answer.text().lines().map(BulkIT::parse).toList();
    assertThat(items).hasSize(31);
    assertThat(items.get(3).get("status").asInt()).isEqualTo(400);
    assertThat(items.get(3).at("/problem/code").asText()).isEqualTo("malformed-json");
    assertThat(items.stream().filter(item -> item.has("order")).map(BulkIT::number))
        .containsExactlyElementsOf(
            IntStream.rangeClosed(1, 30).mapToObj("GAM-20310302-%04d"::formatted).toList());
  }

  @Test
  void ofAllOrNoneOneThatIsRefusedRefusesAll() {
    add("x", order("GAM", "2031-03-03T12:00:00Z")).put("paymentReference", keys);
    add("y", order("GAM", "2031-03-03T12:00:00Z")).put("paymentReference", keys);
    List<JsonNode> refused = items(send("?atomic=true", JSON, body.toString()));
    assertThat(refused)
        .extracting(item -> item.at("/problem/code").asText())
        .containsExactly("not-all-accepted", "payment-reference-used");

    ((ObjectNode) body.get(1).get("order")).put("paymentReference", keys + "-2");
    List<JsonNode> accepted = items(send("?atomic=true", JSON, body.toString()));
    assertThat(accepted)
        .extracting(BulkIT::number)
        .containsExactly("GAM-20310303-0001", "GAM-20310303-0002");

    add("z", order("RET", "2031-03-03T12:00:00Z"));
    List<JsonNode> mixed = items(send("?atomic=true", JSON, body.toString()));
    assertThat(mixed).extracting(item -> item.get("status").asInt()).containsExactly(409, 409, 422);
  }

  @Test
  void whoDoesNotWaitAsksForTheOutcomeOfAllByOneAddress() {
    add("p", order("GAM", "2031-03-04T12:00:00Z"));
    add("q", order("GAM", "2031-03-04T12:00:00Z"));
    HttpRequest.Builder request = request("", JSON, body.toString());
    List<JsonNode> items = items(client.send(request.header("Prefer", "respond-async")).join());
    assertThat(items).extracting(item -> item.get("status").asInt()).containsExactly(202, 202);
    String place = "/commands/" + items.get(0).get("commandId").asText();
    Answer decided =
        Await.until(() -> client.get(place), answer -> answer.text("status").equals("accepted"));
    assertThat(decided.body().at("/result/1/order/number").asText()).isEqualTo("GAM-20310304-0002");
  }

  @Test
  void whatIsNoListOfOrdersIsSaidSo() {
    assertThat(send("", JSON, "{}").text("code")).isEqualTo("validation-failed");
    assertThat(send("", JSON, "[]").text("code")).isEqualTo("validation-failed");
    assertThat(send("", JSON, "[1").text("code")).isEqualTo("malformed-json");
    assertThat(send("?atomic=yes", JSON, "[{}]").text("code")).isEqualTo("validation-failed");
    assertThat(send("", JSON, "[" + "{},".repeat(1_000) + "{}]").text("detail"))
        .contains("1 to 1000 items, not 1001");
    assertThat(send("", "text/plain", "x").status()).isEqualTo(415);
  }

  private ObjectNode add(String key, ObjectNode order) {
    body.addObject().put("idempotencyKey", key(key)).set("order", order);
    return order;
  }

  private String key(String name) {
    return keys + "-" + name;
  }

  private static Answer send(String query, String type, String text) {
    return client.send(request(query, type, text)).join();
  }

  private static HttpRequest.Builder request(String query, String type, String text) {
    return client
        .request("/orders/bulk" + query)
        .header("Content-Type", type)
        .POST(HttpRequest.BodyPublishers.ofString(text));
  }

  private static List<JsonNode> items(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return StreamSupport.stream(answer.body().spliterator(), false).toList();
  }

  private static String number(JsonNode item) {
    return item.at("/order/number").asText();
  }

  private static JsonNode parse(String line) {
    try {
      return Json.MAPPER.readTree(line);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(line, e);
    }
  }
}
