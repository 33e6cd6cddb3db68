package dev.ordinal.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.systemtests.harness.AcmePay;
import dev.ordinal.systemtests.harness.ApiMethods;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Contract;
import dev.ordinal.systemtests.harness.EventStream;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.RawCommands;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The service does what its OpenAPI document says: its examples are sent, its answers checked. */
class OpenApiIT {

  private static final Pattern LINK = Pattern.compile("(?:src|href)=\"(/[^\"]+)\"");

  @TempDir private static Path folder;
  private static Ordinal ordinal;
  private static Client client;
  private static Contract contract;
  private int keys;

  @BeforeAll
  static void up() {
    ordinal = Ordinal.up(folder.resolve("data"), AcmePay.ENVIRONMENT);
    client = ordinal.client();
    contract = Contract.of(client);
  }

  @AfterAll
  static void down() {
    ordinal.close();
  }

  @Test
  void everyOperationTakesItsExampleAndAnswersAsItSays() throws Exception {
    orders();
    payments();
    imports();
    teams();
    partners();
    documents();
    leads();
    series();
    subscriptions();
    explanations();
    parked();
    assertThat(contract.succeeded()).isEqualTo(contract.operations()).isEqualTo(ApiMethods.all());
  }

  @Test
  void theDocumentIsReadAgainOnlyIfItIsAnother() {
    Answer first = client.get("/openapi.json");
    assertThat(first.header("Content-Type")).isEqualTo("application/json");
    assertThat(first.header("Cache-Control")).isEqualTo("no-cache");
    assertThat(first.body().path("openapi").asText()).isEqualTo("3.1.0");
    HttpRequest.Builder again =
        client.request("/openapi.json").header("If-None-Match", first.header("ETag"));
    Answer unchanged = client.send(again).join();
    assertThat(unchanged.status()).isEqualTo(304);
    assertThat(unchanged.text()).isEmpty();
  }

  @Test
  void theDocumentationComesFromHereAlone() {
    Answer page = client.get("/docs");
    assertThat(page.header("Content-Security-Policy"))
        .contains("default-src 'none'", "script-src 'self'", "style-src 'self'")
        .doesNotContain("unsafe", "http");
    assertThat(page.text()).contains("id=\"docs\"").doesNotContainPattern("https?:|<script>");
    List<String> links =
        LINK.matcher(page.text()).results().map((MatchResult link) -> link.group(1)).toList();
    assertThat(links).hasSize(5).contains("/openapi.json");
    for (String link : links) {
      Answer file = client.get(link);
      assertThat(file.status()).as(link).isEqualTo(200);
      assertThat(file.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(file.header("Content-Type"))
          .matches("text/(css|javascript)|image/png|application/json");
    }
    assertThat(client.get("/docs/swagger-ui.js").status()).isEqualTo(404);
    assertThat(client.get("/docs/..%2Forder-api.yml").status()).isIn(400, 404);
  }

  private void bulk() {
    for (String item : List.of("{\"idempotencyKey\":\"b1\",\"order\":%s}", "{\"no\":%s}")) {
      String body = "[" + item.formatted(unpaid()) + "]";
      Answer answer = client.send(client.post("/orders/bulk", "unused", body)).join();
      contract.check("POST /orders/bulk", 200, answer);
    }
    Answer none = client.send(client.post("/orders/bulk", "unused", "[]")).join();
    contract.check("POST /orders/bulk", 422, none);
  }

  private void orders() {
    Answer placed = post("POST /orders", 201);
    String number = placed.text("number");
    post("POST /orders", 409);
    post("POST /orders", 422, "", order -> order.put("unheardOf", 1));
    post("POST /orders", 422, "", order -> order.put("series", "NONE"));
    HttpRequest.Builder pending =
        client.post("/orders", "later", unpaid().toString()).header("Prefer", "respond-async");
    Answer later = contract.check("POST /orders", 202, client.send(pending).join());
    contract.check("GET /commands/{id}", 200, client.get(later.header("Location")));
    contract.check("GET /commands/{id}", 200, client.get("/commands/" + placed.text("commandId")));
    contract.check("GET /commands/{id}", 404, client.get("/commands/none"));
    HttpRequest.Builder keyless = client.request("/orders").header("Content-Type", "text/plain");
    Answer plain = client.send(keyless.POST(BodyPublishers.ofString("x"))).join();
    contract.check("POST /orders", 415, plain);
    HttpRequest.Builder broken = client.post("/orders", "broken", "{");
    contract.check("POST /orders", 400, client.send(broken).join());
    bulk();
    contract.check("GET /orders/{number}", 200, client.get("/orders/" + number));
    contract.check("GET /orders/{number}", 404, client.get("/orders/GAM-1"));
    contract.check("GET /orders", 200, client.get("/orders?series=GAM&status=placed&limit=1"));
    contract.check("GET /orders", 422, client.get("/orders?limit=0"));
    post("POST /orders/{number}/cancel", 200, number);
    post("POST /orders/{number}/cancel", 409, number);
    contract.check("GET /orders/{number}", 200, client.get("/orders/" + number));
    post("POST /orders/{number}/cancel", 404, "GAM-20101201-9999");
  }

  private void payments() {
    String operation = "POST /webhooks/payments/{gateway}";
    AcmePay acme = new AcmePay(client);
    ObjectNode callback = contract.example(operation);
    callback.withObject("/data").put("paymentReference", "by-callback");
    contract.check(operation, 200, acme.send("one", callback).join());
    post("POST /orders", 201, "", order -> order.put("paymentReference", "another"));
    callback.withObject("/data").put("paymentReference", "another").put("amount", 1);
    callback.withObject("/data").remove("order");
    contract.check(operation, 200, acme.send("two", callback).join());
    HttpRequest.Builder stale = acme.request("acme", "three", "{}", Instant.EPOCH);
    contract.check(operation, 401, client.send(stale).join());
    HttpRequest.Builder unknown = acme.request("nobody", "four", "{}", Instant.now());
    contract.check(operation, 404, client.send(unknown).join());

    Answer list = client.get("/payments?outcome=quarantined");
    contract.check("GET /payments", 200, list);
    String id = list.body().at("/items/0/id").asText();
    contract.check("GET /payments/{id}", 200, client.get("/payments/" + id));
    contract.check("GET /payments/{id}", 404, client.get("/payments/none"));
    post("POST /payments/{id}/resolve", 200, id);
    post("POST /payments/{id}/resolve", 409, id);
    contract.check("GET /payments/{id}", 200, client.get("/payments/" + id));
  }

  /** Before partners are registered, since the example brings the first ones. */
  private void imports() {
    String operation = "POST /series/{code}/import";
    String csv = contract.textExample(operation, "text/csv");
    contract.check(operation, 200, importCsv("?dryRun=true", csv));
    contract.check(operation, 200, importCsv("", csv));
    contract.check(operation, 422, importCsv("?reason=again", csv));
    contract.check(operation, 422, importCsv("?dryRun=maybe", csv));
    contract.check("GET /numbers/{number}", 200, client.get("/numbers/HM-P-0001"));
    contract.check("GET /numbers/{number}", 200, client.get("/numbers/HM-P-0002"));
  }

  private void teams() {
    Answer team = post("POST /teams", 201);
    post("POST /teams", 409);
    contract.check("GET /teams/{number}", 200, client.get(team.header("Location")));
    contract.check("GET /teams/{number}", 404, client.get("/teams/ICCT-999"));
    contract.check("GET /teams", 200, client.get("/teams"));
  }

  private void partners() {
    Answer partner = post("POST /partners", 201);
    post("POST /partners", 409);
    contract.check("GET /partners/{number}", 200, client.get(partner.header("Location")));
    contract.check("GET /partners/{number}", 404, client.get("/partners/HM-P-999"));
    contract.check("GET /partners", 200, client.get("/partners?limit=2"));
    contract.check("GET /partners.csv", 200, client.get("/partners.csv"));
  }

  private void documents() {
    String issued = post("POST /documents", 201).text("number");
    String reserved = post("POST /documents/reservations", 201).text("number");
    post("POST /documents/reservations", 422, "", body -> body.put("ttlSeconds", 0));
    contract.check("GET /documents/{number}", 200, client.get("/documents/" + reserved));
    post("POST /documents/{number}/confirm", 409, reserved, body -> body.put("holder", "other"));
    post("POST /documents/{number}/confirm", 200, reserved);
    post("POST /documents/{number}/void", 200, issued);
    post("POST /documents/{number}/void", 409, issued);
    contract.check("GET /documents/{number}", 200, client.get("/documents/" + issued));
    contract.check("GET /documents/{number}", 404, client.get("/documents/BOQ-1"));
    contract.check("GET /documents", 200, client.get("/documents?status=void"));
  }

  private void leads() {
    String id = post("POST /leads", 201).text("id");
    contract.check("GET /leads/{id}", 200, client.get("/leads/" + id));
    post("POST /leads/{id}/claim", 200, id);
    UnaryOperator<ObjectNode> somebodyElse = body -> body.put("claimant", "somebody else");
    post("POST /leads/{id}/claim", 200, id, somebodyElse);
    post("POST /leads/{id}/claim", 409, id, somebodyElse);
    post("POST /leads/{id}/renew", 200, id);
    post("POST /leads/{id}/renew", 409, id, somebodyElse);
    contract.check("GET /leads/{id}", 200, client.get("/leads/" + id));
    contract.check("GET /leads", 200, client.get("/leads?status=claimed"));
    post("POST /leads/{id}/release", 200, id);
    contract.check("GET /leads/{id}", 404, client.get("/leads/none"));
    stream("GET /leads/events", "/leads/events");
    stream("GET /leads/{id}/events", "/leads/" + id + "/events");
    contract.check("GET /leads/{id}/events", 404, client.get("/leads/none/events"));
  }

  private void stream(String operation, String path) {
    client.events(path, "").close(); // Once this has begun, the next one can.
    try (EventStream stream = new EventStream()) {
      contract.check(operation, 200, client.listen(client.request(path), stream).join());
    }
  }

  private void subscriptions() {
    String path = "/webhook-subscriptions/analysts";
    String operation = "PUT /webhook-subscriptions/{id}";
    ObjectNode subscription = contract.example(operation);
    contract.check(operation, 201, client.put(path, subscription));
    contract.check(operation, 200, client.put(path, subscription.put("enabled", false)));
    contract.check(operation, 422, client.put(path, subscription.put("url", "nowhere")));
    contract.check("GET /webhook-subscriptions/{id}", 200, client.get(path));
    contract.check("GET /webhook-subscriptions", 200, client.get("/webhook-subscriptions"));
    String removal = "DELETE /webhook-subscriptions/{id}";
    contract.check(removal, 200, client.send(client.request(path).DELETE()).join());
    contract.check(removal, 404, client.send(client.request(path).DELETE()).join());
    contract.check("GET /webhook-subscriptions/{id}", 404, client.get(path));
  }

  private void series() {
    ObjectNode definition = contract.example("PUT /series/{code}");
    contract.check("PUT /series/{code}", 201, client.put("/series/WEB", definition));
    contract.check("PUT /series/{code}", 200, client.put("/series/WEB", definition));
    contract.check("PUT /series/{code}", 422, client.put("/series/OTHER", definition));
    contract.check("GET /series", 200, client.get("/series"));
    contract.check("GET /series/{code}", 200, client.get("/series/WEB"));
    contract.check("GET /series/{code}", 404, client.get("/series/NONE"));
    String sequence = "GET /series/{code}/sequence";
    contract.check(sequence, 200, client.get("/series/WEB/sequence?period=20101201"));
    contract.check(sequence, 422, client.get("/series/WEB/sequence?period=2010"));
    post("POST /series/{code}/sequence/reset", 409, "WEB");
    post("POST /series/{code}/sequence/reset", 200, "WEB", body -> body.put("expectedCurrent", 0));
    HttpRequest.Builder sync = client.post("/series/WEB/sequence/sync", "sync", "");
    contract.check("POST /series/{code}/sequence/sync", 200, client.send(sync).join());
    contract.check("GET /numbers/{number}", 200, client.get("/numbers/WEB-20101201-0007"));
    contract.check("GET /numbers/{number}", 200, client.get("/numbers/GAM-20101201-0001"));
    contract.check("GET /numbers/{number}", 200, client.get("/numbers/nonsense"));
  }

  private void parked() throws Exception {
    String retry = "POST /commands/parked/{id}/retry";
    String id = RawCommands.park(ordinal.ports()).commandId().toString();
    Await.until(() -> client.list("/commands/parked?limit=5"), items -> !items.isEmpty());
    contract.check("GET /commands/parked", 200, client.get("/commands/parked"));
    contract.check(retry, 201, retry(id));
    contract.check(retry, 404, retry(UUID.randomUUID().toString()));
  }

  private Answer retry(String id) {
    HttpRequest.Builder request =
        client
            .request("/commands/parked/" + id + "/retry")
            .header("Idempotency-Key", key())
            .header("Prefer", "wait=30");
    return client.send(request.POST(BodyPublishers.noBody())).join();
  }

  private void explanations() {
    contract.check("GET /problems", 200, client.get("/problems"));
    contract.check("GET /problems", 200, getJson("/problems"));
    contract.check("GET /problems/{code}", 200, getJson("/problems/forbidden"));
    contract.check("GET /problems/{code}", 404, getJson("/problems/none"));
    contract.check("GET /openapi.json", 200, client.get("/openapi.json"));
    contract.check("GET /docs", 200, client.get("/docs"));
    contract.check("GET /docs/{file}", 200, client.get("/docs/swagger-ui.css"));
    contract.check("GET /docs/{file}", 404, client.get("/docs/none"));
  }

  private ObjectNode unpaid() {
    return contract.example("POST /orders").without(List.of("paymentReference"));
  }

  private Answer post(String operation, int status) {
    return post(operation, status, "");
  }

  private Answer post(String operation, int status, String id) {
    return post(operation, status, id, body -> body);
  }

  /** Posts the operation's example under a new key. */
  private Answer post(String operation, int status, String id, UnaryOperator<ObjectNode> change) {
    String path = operation.substring("POST ".length()).replaceFirst("\\{\\w+}", id);
    ObjectNode body = change.apply(contract.example(operation));
    return contract.check(operation, status, client.post(path, key(), body));
  }

  private Answer importCsv(String query, String csv) {
    HttpRequest.Builder request =
        client
            .request("/series/HM-P/import" + query)
            .header("Content-Type", "text/csv")
            .header("Idempotency-Key", key());
    return client.send(request.POST(BodyPublishers.ofString(csv, UTF_8))).join();
  }

  private Answer getJson(String path) {
    return client.send(client.request(path).header("Accept", "application/json")).join();
  }

  private String key() {
    return String.format(Locale.ROOT, "openapi-%d", keys++);
  }
}
