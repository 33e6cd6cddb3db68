package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.AcmePay.payment;
import static dev.ordinal.systemtests.harness.Examples.order;
import static dev.ordinal.systemtests.harness.Examples.reason;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.AcmePay;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Callbacks of a payment gateway, in any order and any number, against a running Ordinal. */
@ExtendWith(SharedOrdinal.class)
class PaymentsIT {

  private static final int COPIES = 1_000;

  @TempDir private static Path folder;
  private static Ordinal ordinal;
  private static Client client;
  private static AcmePay acme;

  @BeforeAll
  static void up(Ordinal shared) {
    ordinal = shared;
    client = ordinal.client();
    acme = new AcmePay(client);
  }

  @Test
  void aPaymentPaysTheOrderThatIsThere() {
    String number = place("first").text("number");
    assertOutcome(acme.send("first-1", payment("succeeded", "first")).join(), "applied", number);
    Answer paid = client.get("/orders/" + number);
    assertThat(paid.text("status")).isEqualTo("paid");
    assertThat(paid.text("paidAt")).isEqualTo("2026-11-21T10:15:30Z");
    assertThat(client.list("/orders?status=paid&limit=500"))
        .extracting(found -> found.get("number").asText())
        .contains(number);
    Answer cancel = client.post("/orders/" + number + "/cancel", "cancel-paid", reason("no"));
    assertThat(cancel.status()).isEqualTo(409);
    assertThat(cancel.text("code")).isEqualTo("order-paid");

    acme.send("first-2", payment("refunded", "first")).join();
    assertThat(client.get("/orders/" + number).text("status")).isEqualTo("refunded");
    assertOutcome(
        acme.send("first-3", payment("succeeded", "first")).join(), "quarantined", number);
  }

  @Test
  void aPaymentThatComesFirstIsHeldAndPaysTheOrderAtOnce() {
    assertOutcome(acme.send("held-1", payment("succeeded", "held")).join(), "held", null);
    Answer placed = place("held");
    assertThat(placed.text("status")).isEqualTo("paid");
    assertThat(client.get("/orders/" + placed.text("number")).body()).isEqualTo(placed.body());
  }

  @Test
  void aPaymentWithItsOrderCreatesItAndTheCheckoutGetsThatOrder() {
    ObjectNode body = payment("succeeded", "created");
    ((ObjectNode) body.get("data")).set("order", order("GAM"));
    Answer created = acme.send("created-1", body).join();
    String number = created.text("order");
    assertOutcome(created, "applied", number);
    assertThat(client.get("/orders/" + number).text("status")).isEqualTo("paid");

    Answer own = place("created");
    assertThat(own.text("number")).isEqualTo(number);
    assertThat(own.header("Location")).isEqualTo("/orders/" + number);
    Answer other =
        client.order("created-other", order("GAM").put("paymentReference", "created")).join();
    assertThat(other.status()).isEqualTo(409);
    assertThat(other.text("existing")).isEqualTo(number);
    assertThat(acme.send("created-1", body).join().text()).isEqualTo(created.text());
  }

  @Test
  void aThousandCopiesOfACallbackAreOneEventAndAThousandEqualAnswers() {
    place("copies");
    ObjectNode body = payment("succeeded", "copies");
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, COPIES).mapToObj(i -> acme.send("copies-1", body)).toList();
    assertThat(answers.stream().map(answer -> answer.join().status()).distinct())
        .containsExactly(200);
    assertThat(answers.stream().map(answer -> answer.join().text()).distinct()).hasSize(1);
    List<OrderEvent> events =
        EventLog.read(ordinal.ports(), Topics.ORDER_EVENTS).stream()
            .map(entry -> entry.value())
            .filter(
                event ->
                    event instanceof PaymentReceived received
                        && received.paymentReference().equals("copies"))
            .toList();
    assertThat(events).hasSize(1);
    assertThat(acme.send("copies-2", body).join().text("outcome")).isEqualTo("duplicate");
    Answer reused = acme.send("copies-1", payment("failed", "copies")).join();
    assertThat(reused.status()).isEqualTo(422);
    assertThat(reused.text("code")).isEqualTo("idempotency-key-reused");
  }

  @Test
  void aWrongAmountIsQuarantinedUntilSomebodyResolvesIt() {
    String number = place("wrong").text("number");
    ObjectNode body = payment("succeeded", "wrong");
    ((ObjectNode) body.get("data")).put("amount", 1500);
    assertOutcome(acme.send("wrong-1", body).join(), "quarantined", number);
    assertThat(client.get("/orders/" + number).text("status")).isEqualTo("placed");
    JsonNode found =
        client.list("/payments?outcome=quarantined&series=GAM&limit=1").stream()
            .filter(payment -> payment.get("paymentReference").asText().equals("wrong"))
            .findFirst()
            .orElseThrow();
    assertThat(found.get("reason").asText()).isEqualTo("amount-differs");

    String payment = "/payments/" + found.get("id").asText();
    ObjectNode accept = reason("the rest was paid in cash").put("decision", "accept");
    Answer resolved = client.post(payment + "/resolve", "wrong-accept", accept);
    assertThat(resolved.status()).as(resolved.text()).isEqualTo(200);
    assertThat(resolved.text("outcome")).isEqualTo("applied");
    assertThat(client.get("/orders/" + number).text("status")).isEqualTo("paid");
    assertThat(client.get(payment).text("decision")).isEqualTo("accept");
    Answer again = client.post(payment + "/resolve", "wrong-again", accept);
    assertThat(again.status()).isEqualTo(409);
    assertThat(again.text("code")).isEqualTo("payment-not-quarantined");
    assertThat(client.get("/payments/GAM.none").status()).isEqualTo(404);
    assertThat(client.get("/payments?outcome=lost").status()).isEqualTo(422);
  }

  @Test
  void whatIsHeldForACancelledOrderOrForNoneCanBeEnded() {
    String number = place("ended").text("number");
    assertOutcome(acme.send("ended-1", payment("refunded", "ended")).join(), "held", number);
    Answer cancel = client.post("/orders/" + number + "/cancel", "ended-cancel", reason("no"));
    assertThat(cancel.status()).as(cancel.text()).isEqualTo(200);
    assertOutcome(acme.send("ended-2", payment("refunded", "ended")).join(), "quarantined", number);
    assertOutcome(acme.send("ended-3", payment("succeeded", "nowhere")).join(), "held", null);
    List<JsonNode> open =
        client.list("/payments?limit=500").stream()
            .filter(
                found ->
                    List.of("ended", "nowhere").contains(found.get("paymentReference").asText()))
            .toList();
    assertThat(open)
        .extracting(found -> found.get("outcome").asText())
        .containsExactly("quarantined", "quarantined", "held");
    ObjectNode reject = reason("looked into it").put("decision", "reject");
    for (JsonNode payment : open) {
      String path = "/payments/" + payment.get("id").asText();
      Answer rejected = client.post(path + "/resolve", "reject-" + payment.get("id"), reject);
      assertThat(rejected.status()).as(rejected.text()).isEqualTo(200);
      assertThat(client.get(path).text("outcome")).isEqualTo("rejected");
    }
    assertThat(place("nowhere").text("status")).isEqualTo("placed");
  }

  @Test
  void whatIsNotSignedIsRefusedAndChangesNothing() {
    String body = payment("succeeded", "tampered").toString();
    Answer tampered =
        client
            .send(
                acme.request("acme", "tampered-1", body, Instant.now())
                    .POST(BodyPublishers.ofString(body.replace("1530", "1531"))))
            .join();
    assertThat(tampered.status()).isEqualTo(401);
    assertThat(tampered.text("code")).isEqualTo("signature-invalid");
    assertThat(place("tampered").text("status")).isEqualTo("placed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"1970-01-01T00:00:00Z", "2100-01-01T00:00:00Z"})
  void anOldOrFutureTimestampIsRefusedThoughItIsSigned(Instant signedAt) {
    String body = payment("succeeded", "late").toString();
    Answer answer = client.send(acme.request("acme", "late-1", body, signedAt)).join();
    assertThat(answer.status()).isEqualTo(401);
    assertThat(answer.text("detail")).contains("5 minutes");
  }

  @Test
  void whatIsNoCallbackIsRefused() {
    Instant now = Instant.now();
    String body = payment("succeeded", "none").toString();
    assertThat(client.send(acme.request("nobody", "n1", body, now)).join().status()).isEqualTo(404);
    assertThat(client.send(acme.request("acme", "n2", "no json", now)).join().status())
        .isEqualTo(400);
    assertThat(client.send(acme.request("acme", "n3", "{}", now)).join().status()).isEqualTo(422);
    String negative = body.replace("1530", "-1");
    assertThat(client.send(acme.request("acme", "n4", negative, now)).join().text("detail"))
        .startsWith("/data/amount");
    String long1 = " ".repeat(1024 * 1024) + body;
    assertThat(client.send(acme.request("acme", "n5", long1, now)).join().status()).isEqualTo(413);
  }

  @Test
  void aGatewayWithoutItsSecretIsNamedAtTheStartAndNoSecretIsShown() {
    try (JavaProcess process =
        Ordinal.start(
            folder.resolve("bad"),
            Ports.free(),
            Map.of("ORDINAL_GATEWAY_ACME_SECRET", "whsec_s3cr#t"))) {
      assertThat(process.exitCode()).isNotZero();
      assertThat(process.output()).contains("ORDINAL_GATEWAY_ACME_SECRET").doesNotContain("s3cr#t");
    }
  }

  private static Answer place(String reference) {
    Answer placed =
        client.order("order-" + reference, order("GAM").put("paymentReference", reference)).join();
    assertThat(placed.status()).as(placed.text()).isEqualTo(201);
    return placed;
  }

  private static void assertOutcome(Answer answer, String outcome, @Nullable String number) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.text("outcome")).isEqualTo(outcome);
    assertThat(answer.body().get("order").asText(null)).isEqualTo(number);
  }
}
