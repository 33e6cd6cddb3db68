package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.Examples.order;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.Cluster;
import dev.ordinal.systemtests.harness.Cluster.Part;
import dev.ordinal.systemtests.harness.EventStream;
import dev.ordinal.systemtests.harness.Receiver;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Health tells what is wrong, soon, and one record that nobody can handle is wrong for nobody. */
class HealthIT {

  /** Within this readiness must name what is wrong. */
  private static final Duration BOUND = Duration.ofSeconds(10);

  private static final String READY = "/health-check?type=ready";

  @TempDir private static Path folder;
  private static Cluster cluster;
  private static Client client;

  @BeforeAll
  static void start() {
    cluster = new Cluster(folder);
    client = cluster.client();
    // With a second one nothing would be wrong for long.
    EnumSet.complementOf(EnumSet.of(Part.SECOND_NUMBERING, Part.NETWORK)).forEach(cluster::start);
    awaitReady();
  }

  @AfterAll
  static void stop() {
    cluster.close();
  }

  @Test
  void numberingThatWasKilledIsNamedAndComesBack() {
    cluster.kill(Part.NUMBERING);
    assertThat(place("killed", 0).status()).isEqualTo(202);
    awaitNamed("numbering");
    assertThat(client.get("/health-check?type=alive").status()).isEqualTo(200);
    assertThat(client.get("/health-check?type=serving").status())
        .as("callers are still answered with 202, so balancers send them on")
        .isEqualTo(200);
    cluster.start(Part.NUMBERING);
    awaitReady();
    assertThat(place("killed", 30).status()).isIn(200, 201);
  }

  @Test
  void numberingThatDiedWhileNobodyAskedIsNamedToo() {
    cluster.kill(Part.NUMBERING);
    awaitNamed("numbering");
    cluster.start(Part.NUMBERING);
    awaitReady();
  }

  @Test
  void numberingThatHangsIsNamedAndGoesOn() {
    cluster.freeze(Part.NUMBERING);
    try {
      assertThat(place("frozen", 0).status()).isEqualTo(202);
      awaitNamed("numbering");
    } finally {
      cluster.thaw(Part.NUMBERING);
    }
    awaitReady();
    assertThat(place("frozen", 30).status()).isIn(200, 201);
  }

  @Test
  void recordsThatNobodyCanHandleInEveryTopicStopNobody() throws Exception {
    EventStream screen = client.events("/leads/events", "");
    try (screen;
        Receiver receiver = new Receiver(count -> 200)) {
      JsonNode subscription =
          Json.MAPPER.createObjectNode().put("url", receiver.url()).set("eventTypes", all());
      Answer subscribed =
          client
              .send(
                  client
                      .request("/webhook-subscriptions/poisoned")
                      .header("Content-Type", "application/json")
                      .header("Idempotency-Key", "poisoned")
                      .PUT(BodyPublishers.ofString(subscription.toString())))
              .join();
      assertThat(subscribed.status()).as(subscribed.text()).isIn(200, 201);
      poisonEveryTopic();

      Answer placed = place("after-the-poison", 30);
      assertThat(placed.status()).as(placed.text()).isEqualTo(201);
      String number = placed.text("number");
      Await.until(() -> client.get("/orders/" + number), answer -> answer.status() == 200);
      Answer lead =
          client.post("/leads", "lead", Json.MAPPER.createObjectNode().put("name", "after"));
      assertThat(lead.status()).as(lead.text()).isEqualTo(201);
      Await.until(
          screen::messages,
          heard -> heard.stream().anyMatch(message -> message.event().equals("leads.created.v1")));
      Await.until(
          receiver::deliveries,
          deliveries ->
              deliveries.stream().anyMatch(delivery -> delivery.data("number").equals(number)));
      awaitReady();
      assertThat(cluster.admin().get("/metrics").text())
          .containsPattern("background_results_skipped [1-9]");
    }
  }

  private static JsonNode all() {
    return Json.MAPPER.createArrayNode().add("*");
  }

  /** In each partition records without key, value or headers, and one that only seems an event. */
  private static void poisonEveryTopic() throws Exception {
    byte[] garbage = "{\0".getBytes(UTF_8);
    List<TypedTopic<?, ?>> topics =
        Stream.concat(Stream.of(Topics.COMMANDS, Topics.RESULTS), Topics.EVENTS.values().stream())
            .<TypedTopic<?, ?>>map(topic -> topic)
            .toList();
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, cluster.ports().bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      List<Future<?>> sent = new ArrayList<>();
      for (TypedTopic<?, ?> topic : topics) {
        for (int partition = 0; partition < topic.partitions(); partition++) {
          RecordHeaders headers = new RecordHeaders();
          headers.add("ce_type", "orders.placed.v1".getBytes(UTF_8));
          String name = topic.name();
          sent.add(producer.send(new ProducerRecord<>(name, partition, null, null)));
          sent.add(producer.send(new ProducerRecord<>(name, partition, garbage, garbage)));
          sent.add(producer.send(new ProducerRecord<>(name, partition, garbage, garbage, headers)));
        }
      }
      for (Future<?> one : sent) {
        one.get();
      }
    }
  }

  private static Answer place(String key, int wait) {
    return client
        .send(
            client
                .post("/orders", key, order("GAM", "2026-06-07T12:00:00Z").toString())
                .header("Prefer", "wait=" + wait))
        .join();
  }

  private static void awaitReady() {
    Await.until(() -> client.get(READY), answer -> answer.status() == 200);
  }

  private static void awaitNamed(String part) {
    await()
        .atMost(BOUND)
        .pollInterval(Duration.ofMillis(100))
        .until(() -> isRed(client.get(READY), part));
  }

  private static boolean isRed(Answer answer, String part) {
    JsonNode check = answer.body().path("checks").path(part);
    return answer.status() == 503
        && !check.path("healthy").asBoolean(true)
        && !check.path("message").asText().isEmpty();
  }
}
