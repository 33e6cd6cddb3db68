package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad input gets a clear answer that names what is wrong, and takes no number. */
@ExtendWith(SharedOrdinal.class)
class BadInputIT {

  private static final String DAY = "2012-02-02T12:00:00Z";

  private static Ordinal ordinal;
  private static Client client;
  private static Set<String> before;

  @BeforeAll
  static void up(Ordinal shared) {
    ordinal = shared;
    client = ordinal.client();
    before = numbers();
  }

  @AfterAll
  static void noBadOrderTookANumber() {
    assertThat(numbers())
        .filteredOn(number -> !before.contains(number))
        .allMatch(number -> number.startsWith("GAM-20120303-"));
  }

  private static Set<String> numbers() {
    return EventLog.numbersOfAContiguousLog(ordinal.ports(), Set.of("GAM"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''                 | 400 | malformed-json",
        "not json           | 400 | malformed-json",
        "{\"series\":       | 400 | malformed-json",
        "{\"a\":1,\"a\":2}  | 400 | malformed-json",
        "{} {}              | 400 | malformed-json",
        "[]                 | 422 | validation-failed",
        "\"text\"           | 422 | validation-failed",
        "null               | 422 | validation-failed",
      })
  void aBodyThatIsNoOrder(String body, int status, String code) {
    Answer answer = client.send(client.post("/orders", "bad", body)).join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertThat(answer.text("code")).isEqualTo(code);
    assertProblem(answer);
  }

  static Stream<Arguments> wrongFields() {
    return Stream.of(
        wrong("unknown currency", "/currency", order -> order.put("currency", "XXY")),
        wrong("currency in lower case", "/currency", order -> order.put("currency", "gbp")),
        wrong("no currency", "/currency", order -> order.remove("currency")),
        wrong("a number for a text", "/currency", order -> order.put("currency", 1)),
        wrong("no lines", "/lines", order -> order.putArray("lines")),
        wrong("lines left out", "/lines", order -> order.remove("lines")),
        wrong("2,001 lines", "/lines", BadInputIT::withTooManyLines),
        wrong("a line that is null", "/lines/0", order -> order.putArray("lines").addNull()),
        wrong("quantity 0", "/lines/0/quantity", order -> line(order).put("quantity", 0)),
        wrong("quantity -1", "/lines/0/quantity", order -> line(order).put("quantity", -1)),
        wrong("quantity 1.5", "/lines/0/quantity", order -> line(order).put("quantity", 1.5)),
        wrong("quantity as text", "/lines/0/quantity", order -> line(order).put("quantity", "1")),
        wrong("no quantity", "/lines/0/quantity", order -> line(order).remove("quantity")),
        wrong("amount -1", "/lines/0/unitAmount", order -> line(order).put("unitAmount", -1)),
        wrong("no sku", "/lines/0/sku", order -> line(order).remove("sku")),
        wrong(
            "total beyond a long",
            "/lines",
            order -> line(order).put("unitAmount", Long.MAX_VALUE)),
        wrong(
            "NUL in a text",
            "/lines/0/description",
            order -> line(order).put("description", "a\0b")),
        wrong("NUL in metadata", "/metadata", order -> order.putObject("metadata").put("k", "\0")),
        wrong(
            "half an emoji",
            "/customer/name",
            order -> order.putObject("customer").put("name", "\ud83d")),
        wrong(
            "year 20000",
            "/occurredAt",
            order -> order.put("occurredAt", "+20000-01-01T00:00:00Z")),
        wrong(
            "year 20000 without sign",
            "/occurredAt",
            order -> order.put("occurredAt", "20000-01-01T00:00:00Z")),
        wrong(
            "a date that is none",
            "/occurredAt",
            order -> order.put("occurredAt", "2012-02-30T00:00:00Z")),
        wrong("an unknown field", "/quantitiy", order -> order.put("quantitiy", 1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("wrongFields")
  void aFieldThatIsWrongIsNamed(String what, String pointer, ObjectNode order) {
    // Jackson writes half a surrogate pair as an escape only when asked to; JSON itself may hold
    // it.
    String body = order.toString().replace("\ud83d", "\\ud83d");
    Answer answer = client.send(client.post("/orders", what.replace(' ', '-'), body)).join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text("code")).isEqualTo("validation-failed");
    assertThat(answer.body().path("errors").findValuesAsText("pointer"))
        .as(answer.text())
        .anyMatch(found -> found.startsWith(pointer));
    assertProblem(answer);
  }

  @Test
  void anIntegerBeyondALongIsNamed() {
    String body = order("GAM", DAY).toString().replace("255", "9223372036854775808");
    Answer answer = client.send(client.post("/orders", "beyond", body)).join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(422);
    assertThat(answer.text()).contains("/lines/0/unitAmount");
  }

  @Test
  void anUnknownSeriesIsNamed() {
    Answer answer = client.order("unknown-series", order("NOPE", DAY)).join();
    assertThat(answer.status()).isEqualTo(422);
    assertThat(answer.text("code")).isEqualTo("unknown-series");
    assertThat(answer.text("detail")).contains("NOPE");
    assertProblem(answer);
  }

  @Test
  void aMissingKeyIsAskedFor() {
    Answer answer =
        client
            .send(
                client
                    .request("/orders")
                    .header("Content-Type", "application/json")
                    .POST(BodyPublishers.ofString(order("GAM", DAY).toString())))
            .join();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("idempotency-key-missing");
    assertProblem(answer);
  }

  @Test
  void aKeyOfThreeHundredCharactersIsRefusedAndOneOf255IsNot() {
    Answer answer = client.order("k".repeat(300), order("GAM", DAY)).join();
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.text("code")).isEqualTo("idempotency-key-invalid");
    assertProblem(answer);
    assertThat(client.order("k".repeat(255), order("GAM", "2012-03-03T12:00:00Z")).join().status())
        .isEqualTo(201);
  }

  @Test
  void aBodyOverOneMebibyteIsRefused() {
    ObjectNode order = order("GAM", DAY);
    order.putObject("metadata").put("k", "x".repeat(1024 * 1024));
    Answer answer = client.order("large", order).join();
    assertThat(answer.status()).isEqualTo(413);
    assertProblem(answer);
    Answer chunked =
        client
            .send(
                client
                    .request("/orders")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", "large-chunked")
                    .POST(
                        BodyPublishers.ofInputStream(
                            () -> new ByteArrayInputStream(new byte[2 * 1024 * 1024]))))
            .join();
    assertThat(chunked.status()).isEqualTo(413);
    assertThat(chunked.header("Connection")).as("so that no caller reuses it").isEqualTo("close");
  }

  @Test
  void anotherContentTypeIsRefused() {
    Answer answer =
        client
            .send(
                client
                    .request("/orders")
                    .header("Content-Type", "text/plain")
                    .header("Idempotency-Key", "plain")
                    .POST(BodyPublishers.ofString(order("GAM", DAY).toString())))
            .join();
    assertThat(answer.status()).isEqualTo(415);
    assertProblem(answer);
  }

  @ParameterizedTest
  @CsvSource({
    "/orders/GAM-20991231-0001, 404",
    "/orders/NOPE-1, 404",
    "/orders/%00, 400",
    "/commands/01932f6a-7c00-7000-8000-000000000001, 404",
    "/commands/nope, 404",
    "/nowhere, 404",
    "/orders?limit=0, 422",
    "/orders?limit=501, 422",
    "/orders?limit=x, 422",
    "/orders?after=!!!, 422",
    "/orders?status=flown, 422",
    "/orders?series=NOPE, 422",
  })
  void whatIsNotThereOrNotMeantIsSaid(String path, int status) {
    Answer answer = client.get(path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(status);
    assertProblem(answer);
  }

  @Test
  void anotherMethodIsRefused() {
    Answer answer = client.send(client.request("/orders").DELETE()).join();
    assertThat(answer.status()).isEqualTo(405);
    assertProblem(answer);
  }

  @Test
  void emojiAndRightToLeftTextAreKeptAsSent() {
    String name =
        "\ud83d\udc69\u200d\ud83d\ude80 \u0645\u0631\u062d\u0628\u0627 \u05e9\u05dc\u05d5\u05dd e\u0301";
    ObjectNode order = order("GAM", "2012-03-03T12:00:00Z");
    order.putObject("customer").put("name", name);
    order.putObject("metadata").put(name, name);
    Answer placed = client.order("emoji", order).join();
    String escaped = order.toString().replace("\ud83d\udc69", "\\ud83d\\udc69");
    assertThat(client.send(client.post("/orders", "emoji", escaped)).join().text())
        .as("the same order, escaped")
        .isEqualTo(placed.text());
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    JsonNode read = client.get("/orders/" + placed.text("number")).body();
    assertThat(read.at("/customer/name").asText()).isEqualTo(name);
    assertThat(read.path("metadata").path(name).asText()).isEqualTo(name);
  }

  @Test
  void anOrderOfTwoThousandLinesIsAnOrder() {
    ObjectNode order = order("GAM", "2012-03-03T12:00:00Z");
    ArrayNode lines = order.putArray("lines");
    for (int i = 0; i < 2000; i++) {
      lines.addObject().put("sku", "S" + i).put("quantity", 1).put("unitAmount", 1);
    }
    Answer placed = client.order("two-thousand", order).join();
    assertThat(placed.status()).isEqualTo(201);
    assertThat(client.get("/orders/" + placed.text("number")).body().get("lines")).hasSize(2000);
  }

  private static void assertProblem(Answer answer) {
    assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
    assertThat(answer.body().path("status").asInt()).isEqualTo(answer.status());
    assertThat(answer.text("type")).isEqualTo("/problems/" + answer.text("code"));
    assertThat(answer.text("title")).isNotBlank();
    assertThat(answer.text().toLowerCase(Locale.ROOT)).doesNotContain("exception", "\tat ");
    assertThat(client.get(answer.text("type")).status()).isEqualTo(200);
  }

  private static Arguments wrong(String what, String pointer, Consumer<ObjectNode> change) {
    ObjectNode order = order("GAM", DAY);
    change.accept(order);
    return Arguments.of(what, pointer, order);
  }

  private static ObjectNode line(ObjectNode order) {
    return (ObjectNode) order.get("lines").get(0);
  }

  private static void withTooManyLines(ObjectNode order) {
    JsonNode line = line(order);
    ArrayNode lines = (ArrayNode) order.get("lines");
    while (lines.size() < 2001) {
      lines.add(line);
    }
  }
}
