package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Text that would be SQL is text, and JSON that is out to do harm is refused, at every address. */
@ExtendWith(SharedOrdinal.class)
class HostileTextIT {

  private static final String SQL = "x'); DROP TABLE read_1.orders CASCADE; --";
  private static final String EMAIL = "x');DROP/**/TABLE/**/read_1.partners;--@example.org";

  private static Ordinal ordinal;
  private static Client client;

  @BeforeAll
  static void up(Ordinal shared) {
    ordinal = shared;
    client = ordinal.client();
  }

  static Stream<Arguments> things() {
    return Stream.of(
        Arguments.of(
            "/orders",
            """
            {"currency":"GBP","customer":{"id":"SQL","name":"SQL","email":"EMAIL"},
             "lines":[{"sku":"SQL","description":"SQL","quantity":1,"unitAmount":1}],
             "paymentReference":"SQL","metadata":{"SQL":"SQL"}}"""),
        Arguments.of(
            "/teams",
            """
            {"name":"SQL","captain":{"name":"SQL","email":"EMAIL","phone":"SQL"},
             "players":[{"name":"SQL"}],"uploads":[{"id":"SQL","url":"SQL"}]}"""),
        Arguments.of(
            "/partners",
            """
            {"name":"SQL","email":"EMAIL","phone":"SQL","company":"SQL"}"""),
        Arguments.of(
            "/documents",
            """
            {"series":"BOQ","title":"SQL","project":"SQL","currency":"THB","totalAmount":1}"""),
        Arguments.of(
            "/leads",
            """
            {"name":"SQL","source":"SQL","contact":"SQL"}"""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("things")
  void sqlInEveryTextIsKeptAsSentAndDoesNothing(String path, String template)
      throws JsonProcessingException {
    JsonNode sent = Json.MAPPER.readTree(template.replace("SQL", SQL).replace("EMAIL", EMAIL));
    Answer made = client.post(path, "sql", sent);
    assertThat(made.status()).as(made.text()).isEqualTo(201);
    JsonNode read = client.get(made.header("Location")).body();
    sent.fieldNames()
        .forEachRemaining(
            field -> assertThat(read.get(field)).as(field).isEqualTo(sent.get(field)));
    assertThat(client.get("/orders").status()).isEqualTo(200);
    assertThat(client.get("/partners").status()).isEqualTo(200);
  }

  @Test
  void sqlInReasonsAndKeysIsTextToo() {
    Answer placed = client.order("'--", order("GAM", "2012-03-03T12:00:00Z")).join();
    String number = placed.text("number");
    ObjectNode reason = Json.MAPPER.createObjectNode().put("reason", SQL);
    Answer cancelled = client.post("/orders/" + number + "/cancel", "';--", reason);
    assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
    assertThat(client.get("/orders/" + number).text("cancelReason")).isEqualTo(SQL);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/orders/%s",
        "/orders?series=%s",
        "/orders?period=%s",
        "/orders?status=%s",
        "/orders?after=%s",
        "/orders?limit=%s",
        "/teams/%s",
        "/partners/%s",
        "/partners?series=%s",
        "/documents/%s",
        "/documents?status=%s",
        "/leads/%s",
        "/leads?status=%s",
        "/leads?after=%s",
        "/series/%s",
        "/series/GAM/sequence?period=%s",
        "/payments/%s",
        "/payments?outcome=%s",
        "/payments?series=%s",
        "/commands/%s",
        "/numbers/%s",
        "/webhook-subscriptions/%s",
        "/webhook-subscriptions?after=%s"
      })
  void sqlInAnAddressFindsNothing(String path) {
    String sql = URLEncoder.encode("x' OR '1'='1", StandardCharsets.UTF_8).replace("+", "%20");
    Answer answer = client.get(path.formatted(sql));
    if (answer.status() == 200) {
      boolean isEmptyList =
          answer.body().path("items").isArray() && answer.body().at("/items/0").isMissingNode();
      assertThat(isEmptyList || answer.text().contains("\"given\":false"))
          .as(answer.text())
          .isTrue();
    } else {
      assertThat(answer.status()).as(answer.text()).isIn(404, 422);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "POST /orders",
        "POST /orders/GAM-20120303-0001/cancel",
        "POST /teams",
        "POST /partners",
        "POST /documents",
        "POST /documents/reservations",
        "POST /documents/BOQ-2025-10-0001/confirm",
        "POST /documents/BOQ-2025-10-0001/void",
        "POST /leads",
        "POST /leads/00000000-0000-3000-8000-000000000000/claim",
        "POST /leads/00000000-0000-3000-8000-000000000000/renew",
        "POST /leads/00000000-0000-3000-8000-000000000000/release",
        "POST /payments/GAM.00000000-0000-3000-8000-000000000000/resolve",
        "POST /series/GAM/sequence/reset",
        "PUT /series/GAM",
        "PUT /webhook-subscriptions/x"
      })
  void jsonThatIsNestedTooDeepOrSaysAFieldTwiceIsNoJson(String request) {
    String deep = "{\"a\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}";
    for (String body : new String[] {deep, "{\"name\":1,\"name\":2}"}) {
      Answer answer = send(request, body);
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.text("code")).isEqualTo("malformed-json");
    }
  }

  private static Answer send(String request, String body) {
    String[] parts = request.split(" ", 2);
    HttpRequest.Builder builder =
        client
            .request(parts[1])
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "hostile")
            .method(parts[0], BodyPublishers.ofString(body));
    return client.send(builder).join();
  }
}
