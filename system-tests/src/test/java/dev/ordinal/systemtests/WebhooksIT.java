package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Receiver;
import dev.ordinal.systemtests.harness.Receiver.Delivery;
import dev.ordinal.systemtests.harness.SharedOrdinal;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Events for those who do not speak Kafka. */
@ExtendWith(SharedOrdinal.class)
class WebhooksIT {

  private static final Map<String, String> TRIAL =
      Map.of(
          "ORDINAL_WEBHOOKS_ALLOW_PRIVATE", "true",
          "ORDINAL_WEBHOOKS_RETRIES", "[100ms, 100ms]");

  @TempDir private static Path folder;
  private static Ordinal ordinal;
  private static Client client;

  @BeforeAll
  static void up() {
    ordinal = Ordinal.up(folder.resolve("data"), TRIAL);
    client = ordinal.client();
  }

  @AfterAll
  static void down() {
    ordinal.close();
  }

  @Test
  void anEventIsDeliveredAndItsSignatureCanBeVerified() throws Exception {
    try (Receiver receiver = new Receiver(count -> 200)) {
      Answer defined = put(client, "signed", subscription(receiver.url(), "orders.placed.v1"));
      assertThat(defined.status()).as(defined.text()).isEqualTo(201);
      assertThat(defined.header("Location")).isEqualTo("/webhook-subscriptions/signed");
      String secret = defined.text("secret");

      String number = place(client, "signed-1");
      Delivery delivery = received(receiver, 1).get(0);
      assertThat(delivery.type()).isEqualTo("orders.placed.v1");
      assertThat(delivery.data("number")).isEqualTo(number);
      assertThat(delivery.signature()).isEqualTo(signature(secret, delivery));
      assertThat(delivery.id()).isEqualTo(idOf(number));
      long age = Instant.now().getEpochSecond() - Long.parseLong(delivery.timestamp());
      assertThat(age).isBetween(0L, 60L);
      client.post("/orders/" + number + "/cancel", "signed-2", reason());
      assertThat(received(receiver, 1)).hasSize(1);
    }
  }

  @Test
  void aSecretIsShownOnceAndNeverAgain() throws Exception {
    ObjectNode body = subscription("http://127.0.0.1:9/", "teams.registered.v1");
    Answer defined = put(client, "secret", "put-once", body);
    String secret = defined.text("secret");
    assertThat(secret).startsWith("whsec_");

    Answer repeated = put(client, "secret", "put-once", body);
    assertThat(repeated.status()).isEqualTo(201);
    assertThat(repeated.header("Idempotent-Replayed")).isEqualTo("true");
    Answer changed = put(client, "secret", body.deepCopy().put("enabled", false));
    assertThat(changed.status()).isEqualTo(200);
    Answer got = client.get("/webhook-subscriptions/secret");
    assertThat(got.body()).isEqualTo(changed.body());
    Answer command =
        Await.until(
            () -> client.get("/commands/" + defined.text("commandId")),
            answer -> answer.text().contains("accepted"));
    Answer list = client.get("/webhook-subscriptions?limit=500");
    assertThat(List.of(repeated, changed, got, command, list))
        .allSatisfy(answer -> assertThat(answer.text()).doesNotContain("whsec_"));
    assertThat(Files.readString(folder.resolve("data/logs/ordinal.log"), UTF_8))
        .doesNotContain(secret.substring("whsec_".length()));
  }

  @Test
  void aReceiverThatFailsTwiceGetsTheSameEventTheThirdTime() {
    try (Receiver receiver = new Receiver(count -> count < 3 ? 500 : 204)) {
      define("failing", receiver, "orders.placed.v1");
      String number = place(client, "failing-1");
      List<Delivery> deliveries = received(receiver, 3);
      assertThat(deliveries).extracting(Delivery::id).containsOnly(idOf(number)).hasSize(3);
      assertThat(deliveries).extracting(delivery -> delivery.data("number")).containsOnly(number);
    }
  }

  @Test
  void aSlowReceiverDoesNotHoldUpAnother() {
    CountDownLatch release = new CountDownLatch(1);
    try (Receiver slow = new Receiver(count -> await(release));
        Receiver fast = new Receiver(count -> 200)) {
      define("slow", slow, "orders.placed.v1");
      define("fast", fast, "orders.placed.v1");
      for (int i = 0; i < 5; i++) {
        place(client, "slow-" + i);
      }
      received(fast, 5);
      assertThat(received(slow, 1)).hasSize(1);
      release.countDown();
      received(slow, 5);
    }
  }

  @Test
  void goneDisablesASubscriptionWhichGoesOnFromThereOnceItIsEnabledAgain() {
    try (Receiver gone = new Receiver(count -> 410);
        Receiver all = new Receiver(count -> 200)) {
      define("all", all, "*");
      define("gone", gone, "orders.placed.v1");
      String first = place(client, "gone-1");
      Answer disabled = awaitDisabled(client, "gone");
      assertThat(disabled.body().at("/disabled/reason").asText()).isEqualTo("gone");
      assertThat(disabled.body().at("/disabled/eventId").asText()).isEqualTo(idOf(first));
      assertThat(Instant.parse(disabled.body().at("/disabled/at").asText())).isNotNull();
      String second = place(client, "gone-2");
      assertThat(gone.deliveries()).hasSize(1);

      gone.answer(count -> 200);
      Answer enabled = put(client, "gone", subscription(gone.url(), "orders.placed.v1"));
      assertThat(enabled.body().has("disabled")).isFalse();
      assertThat(received(gone, 3))
          .extracting(delivery -> delivery.data("number"))
          .containsExactly(first, first, second);
      Await.until(all::deliveries, came -> numbers(came).contains(second));
      assertThat(all.deliveries()).extracting(Delivery::type).noneMatch(t -> t.startsWith("webh"));
    }
  }

  @Test
  void afterTheLastAttemptASubscriptionIsDisabledAndNothingIsLost() {
    try (Receiver broken = new Receiver(count -> 503)) {
      define("broken", broken, "orders.placed.v1");
      String number = place(client, "broken-1");
      Answer disabled = awaitDisabled(client, "broken");
      assertThat(disabled.body().at("/disabled/reason").asText()).isEqualTo("exhausted");
      assertThat(disabled.body().at("/disabled/detail").asText()).contains("503");
      assertThat(broken.deliveries()).hasSize(3);
      broken.answer(count -> 200);
      put(client, "broken", subscription(broken.url(), "orders.placed.v1"));
      assertThat(received(broken, 4).get(3).data("number")).isEqualTo(number);
    }
  }

  @Test
  void aRemovedSubscriptionGetsNothingMore() {
    try (Receiver removed = new Receiver(count -> 200);
        Receiver other = new Receiver(count -> 200)) {
      define("removed", removed, "orders.placed.v1");
      define("other", other, "orders.placed.v1");
      place(client, "removed-1");
      received(removed, 1);
      Answer answer = delete(client, "removed");
      assertThat(answer.status()).as(answer.text()).isEqualTo(200);
      assertThat(client.get("/webhook-subscriptions/removed").status()).isEqualTo(404);
      assertThat(delete(client, "removed").text("code")).isEqualTo("subscription-not-found");
      Await.until(
          () -> client.list("/webhook-subscriptions?limit=500"),
          items -> items.stream().noneMatch(item -> item.get("id").asText().equals("removed")));
      String last = place(client, "removed-2");
      Await.until(other::deliveries, came -> numbers(came).contains(last));
    }
  }

  @Test
  void afterAKillEverythingThatWasNotAcknowledgedComes() {
    CountDownLatch never = new CountDownLatch(1);
    try (Receiver receiver = new Receiver(count -> count <= 3 ? 200 : await(never));
        Ordinal first = Ordinal.up(folder.resolve("killed"), TRIAL)) {
      put(first.client(), "killed", subscription(receiver.url(), "orders.placed.v1"));
      List<String> placed = new ArrayList<>();
      for (int i = 0; i < 10; i++) {
        placed.add(place(first.client(), "killed-" + i));
      }
      String unanswered = received(receiver, 4).get(3).id();
      first.process().kill();
      receiver.answer(count -> 200);
      try (Ordinal again = first.again()) {
        Await.until(receiver::deliveries, came -> numbers(came).containsAll(placed));
        assertThat(receiver.deliveries().stream().filter(d -> d.id().equals(unanswered)))
            .hasSizeGreaterThan(1);
        assertThat(again.client().get("/webhook-subscriptions/killed").body().get("enabled"))
            .isEqualTo(Json.MAPPER.getNodeFactory().booleanNode(true));
      }
    } finally {
      never.countDown();
    }
  }

  @Test
  void loopbackIsRefusedUnlessItIsAllowed(Ordinal shared) {
    try (Receiver receiver = new Receiver(count -> 200)) {
      Client caller = shared.client();
      Answer plain = put(caller, "plain", subscription(receiver.url(), "*"));
      assertThat(plain.status()).isEqualTo(422);
      assertThat(plain.body().at("/errors/0/pointer").asText()).isEqualTo("/url");

      String url = "https://localhost:" + receiver.port() + "/hooks";
      assertThat(put(caller, "tls", subscription(url, "*")).status()).isEqualTo(201);
      place(caller, "strict-1");
      assertThat(awaitDisabled(caller, "tls").body().at("/disabled/detail").asText())
          .isEqualTo("the host has a private or special address, refused");
      assertThat(receiver.deliveries()).isEmpty();
      assertThat(delete(caller, "tls").status()).isEqualTo(200);
    }
  }

  private static int await(CountDownLatch latch) {
    try {
      latch.await();
      return 200;
    } catch (InterruptedException e) {
      return 500;
    }
  }

  private static void define(String id, Receiver receiver, String type) {
    Answer defined = put(client, id, subscription(receiver.url(), type));
    assertThat(defined.status()).as(defined.text()).isEqualTo(201);
  }

  private static Answer put(Client client, String id, ObjectNode body) {
    return put(client, id, id + Instant.now(), body);
  }

  private static Answer put(Client client, String id, String key, ObjectNode body) {
    HttpRequest.Builder request =
        client
            .request("/webhook-subscriptions/" + id)
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .PUT(BodyPublishers.ofString(body.toString(), UTF_8));
    return client.send(request).join();
  }

  private static Answer delete(Client client, String id) {
    return client.send(client.request("/webhook-subscriptions/" + id).DELETE()).join();
  }

  private static ObjectNode subscription(String url, String type) {
    ObjectNode subscription = Json.MAPPER.createObjectNode().put("url", url);
    subscription.putArray("eventTypes").add(type);
    return subscription;
  }

  private static ObjectNode reason() {
    return Json.MAPPER.createObjectNode().put("reason", "changed their mind");
  }

  private static String place(Client client, String key) {
    Answer answer = client.order(key, order("GAM", "2026-07-07T12:00:00Z")).join();
    assertThat(answer.status()).as(answer.text()).isEqualTo(201);
    return answer.text("number");
  }

  private static Answer awaitDisabled(Client client, String id) {
    return Await.until(
        () -> client.get("/webhook-subscriptions/" + id),
        answer -> answer.body().has("disabled") && !answer.body().get("enabled").asBoolean());
  }

  private static List<Delivery> received(Receiver receiver, int count) {
    return Await.until(receiver::deliveries, came -> came.size() >= count);
  }

  private static Set<String> numbers(List<Delivery> deliveries) {
    return deliveries.stream().map(d -> d.data("number")).collect(Collectors.toSet());
  }

  private static String idOf(String number) {
    return EventLog.read(ordinal.ports(), Topics.ORDER_EVENTS).stream()
        .filter(entry -> entry.key().equals(number))
        .map(entry -> new String(entry.headers().lastHeader("ce_id").value(), UTF_8))
        .findFirst()
        .orElseThrow();
  }

  /** As a receiver does it, from the text of the standard. */
  private static String signature(String secret, Delivery delivery) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    String signed = delivery.id() + "." + delivery.timestamp() + "." + delivery.body();
    return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(signed.getBytes(UTF_8)));
  }
}
