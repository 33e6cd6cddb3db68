package dev.ordinal.systemtests;

import static dev.ordinal.systemtests.harness.AcmePay.payment;
import static dev.ordinal.systemtests.harness.Examples.order;
import static dev.ordinal.systemtests.harness.Examples.reason;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.AcmePay;
import dev.ordinal.systemtests.harness.Await;
import dev.ordinal.systemtests.harness.Client;
import dev.ordinal.systemtests.harness.Client.Answer;
import dev.ordinal.systemtests.harness.EventLog;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.NumberingGroup;
import dev.ordinal.systemtests.harness.Ordinal;
import dev.ordinal.systemtests.harness.Ports;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A load of everything and a kill leave a log that is clean; whoever falsifies it is found. */
class AuditIT {

  private static final String DAY = "2026-05-05T12:00:00Z";

  @TempDir private Path folder;

  @Test
  void aKilledLoadIsCleanAndAFalsifiedLogOrRowIsNot() throws Exception {
    Path data = folder.resolve("data");
    Ports ports;
    try (Ordinal first = Ordinal.up(data, AcmePay.ENVIRONMENT)) {
      ports = first.ports();
      List<CompletableFuture<Answer>> burst = load(first.client());
      Await.until(() -> burst.stream().filter(CompletableFuture::isDone).count(), n -> n >= 20);
      first.process().kill();
      try (Ordinal again = first.again()) {
        load(again.client()).forEach(CompletableFuture::join);
        rest(again.client());

        JsonNode report = clean(ports);
        assertThat(report.get("decidedCommands").asLong()).isGreaterThan(200);
        assertThat(report.get("scopes"))
            .anySatisfy(scope -> is(scope, "GAM", "20260505", 210, 0, 41))
            .anySatisfy(scope -> is(scope, "BOQ", "2024-01", 3, 2, 0))
            .anySatisfy(scope -> is(scope, "HM-P", "", 3, 0, 2));

        String row = "status = 'cancelled' WHERE number = 'GAM-20260505-0210'";
        sql(ports, "UPDATE api.orders SET " + row);
        assertThat(audit(ports, 1)).contains("VIOLATION of I5, read-model", "that are cancelled");
      }
    }
    try (JavaProcess kafka = start("kafka", "--port=" + ports.kafka(), "--data=" + data);
        Admin admin = Admin.create(Map.of("bootstrap.servers", ports.bootstrapServers()))) {
      kafka.awaitOutput("Kafka is ready");
      withoutOneEvent(admin, ports, "GAM-20260505-0009");
      String report;
      KafkaProducer<byte[], byte[]> writer = committing(ports, Duration.ofSeconds(12));
      try {
        report = audit(ports, 1);
      } finally {
        writer.close();
      }
      assertThat(report)
          .as("the offsets of an open transaction are waited for")
          .doesNotContain("has committed nothing")
          .contains("VIOLATION of I2, hole: 1", "GAM 20260505: 9 is missing before ordinal.orders")
          .contains("NOT CHECKED: Postgres at ");
    }
  }

  /** Orders, teams, leads and payments, all at once, under the same keys each time. */
  private static List<CompletableFuture<Answer>> load(Client client) {
    AcmePay acme = new AcmePay(client);
    List<CompletableFuture<Answer>> answers = new ArrayList<>();
    for (int i = 0; i < 160; i++) {
      answers.add(client.order("o" + i, order("GAM", DAY).put("paymentReference", "ref-" + i)));
      if (i % 4 == 0) {
        answers.add(send(client, "/teams", "t" + i, team("Team " + i)));
        answers.add(send(client, "/leads", "l" + i, object().put("name", "lead " + i)));
        answers.add(acme.send("w" + i, payment("succeeded", "ref-" + i)));
        answers.add(acme.send("early" + i, payment("succeeded", "early-" + i)));
      }
    }
    return answers;
  }

  private static void rest(Client client) throws Exception {
    ok(client.post("/series/GAM/sequence/reset", "r1", reset(current(client) + 41)));
    ok(client.post("/series/GAM/sequence/sync?period=20260505", "s1", object()));
    for (int i = 0; i < 50; i++) {
      ok(client.order("after-" + i, order("GAM", DAY)).join());
    }
    ok(client.post("/orders/GAM-20260505-0205/cancel", "c1", reason("changed my mind")));
    ok(
        client
            .send(
                client
                    .request("/series/HM-P/import?reason=moving%20over")
                    .header("Content-Type", "text/csv; charset=utf-8")
                    .header("Prefer", "wait=30")
                    .header("Idempotency-Key", "i1")
                    .POST(
                        BodyPublishers.ofByteArray(
                            "number,name\nHM-P-0002,Ada\nHM-P-0004,\n".getBytes(UTF_8))))
            .join());
    ok(client.post("/partners", "p1", object().put("name", "Grace")));
    ok(client.post("/documents", "d1", document()));
    ok(client.post("/documents/BOQ-2024-01-0001/void", "d2", reason("superseded")));
    ObjectNode reservation =
        object()
            .put("series", "BOQ")
            .put("ttlSeconds", 600)
            .put("occurredAt", "2024-01-10T05:00:00Z");
    ok(client.post("/documents/reservations", "d3", reservation));
    ok(client.post("/documents/BOQ-2024-01-0002/void", "d4", reason("not needed")));
    ok(client.post("/documents/reservations", "d5", reservation.deepCopy()));
    ObjectNode content =
        object().put("title", "Bill").put("currency", "THB").put("totalAmount", 1_000);
    ok(client.post("/documents/BOQ-2024-01-0003/confirm", "d6", content));
    String lead = client.post("/leads", "l0", object().put("name", "lead 0")).text("id");
    ok(
        client.post(
            "/leads/" + lead + "/claim",
            "claim",
            object().put("claimant", "ann").put("leaseSeconds", 300)));
  }

  private static long current(Client client) {
    return client.get("/series/GAM/sequence?period=20260505").body().get("current").asLong();
  }

  private JsonNode clean(Ports ports) throws JsonProcessingException {
    String report = audit(ports, 0, "--json");
    String json = report.lines().filter(line -> line.startsWith("{")).findFirst().orElseThrow();
    assertThat(Json.MAPPER.readTree(json).get("clean").asBoolean()).isTrue();
    return Json.MAPPER.readTree(json);
  }

  private String audit(Ports ports, int exitCode, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "audit", "--kafka-port=" + ports.kafka(), "--postgres-port=" + ports.postgres()));
    arguments.addAll(List.of(more));
    JavaProcess process = start(arguments.toArray(String[]::new));
    int code = process.exitCode();
    assertThat(code).as(process.output()).isEqualTo(exitCode);
    return process.output();
  }

  private JavaProcess start(String... arguments) {
    return JavaProcess.start(folder.resolve("output"), Map.of(), arguments);
  }

  /** Puts a copy of the topic in its place, without one event. */
  private static void withoutOneEvent(Admin admin, Ports ports, String number) throws Exception {
    String topic = Topics.ORDER_EVENTS.name();
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    EventLog.read(ports, Topics.ORDER_EVENTS)
        .forEach(
            r ->
                records.add(
                    new ConsumerRecord<>(
                        r.topic(),
                        r.partition(),
                        r.offset(),
                        r.timestamp(),
                        r.timestampType(),
                        0,
                        0,
                        r.key(),
                        Topics.valueOf(r.value()),
                        r.headers(),
                        Optional.empty())));
    admin.deleteTopics(List.of(topic)).all().get();
    Await.until(
        () -> {
          TopicSetup.ensure(admin, (short) 1);
          return admin.listTopics().names().get();
        },
        names -> names.contains(topic));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", ports.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      for (ConsumerRecord<String, byte[]> record : records) {
        boolean isPlaced =
            new String(record.headers().lastHeader("ce_type").value(), UTF_8)
                .equals("orders.placed.v1");
        if (!(isPlaced && record.key().equals(number))) {
          producer
              .send(
                  new ProducerRecord<>(
                      topic,
                      record.partition(),
                      record.timestamp(),
                      record.key(),
                      record.value(),
                      record.headers()))
              .get();
        }
      }
    }
  }

  /** A writer that is about to commit offsets of the group and is ended after the timeout. */
  private static KafkaProducer<byte[], byte[]> committing(Ports ports, Duration timeout) {
    KafkaProducer<byte[], byte[]> writer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                ports.bootstrapServers(),
                "transactional.id",
                "a-writer",
                "transaction.timeout.ms",
                (int) timeout.toMillis()),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    writer.initTransactions();
    ConsumerGroupMetadata group = group(ports);
    // Until the session of the static members has ended, the brokers refuse, and end it.
    Await.succeeds(
        () -> {
          writer.beginTransaction();
          try {
            writer.sendOffsetsToTransaction(
                Map.of(new TopicPartition(Topics.COMMANDS.name(), 1), new OffsetAndMetadata(1)),
                group);
          } catch (KafkaException e) {
            writer.abortTransaction();
            throw e;
          }
          return true;
        });
    return writer;
  }

  private static ConsumerGroupMetadata group(Ports ports) {
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", ports.bootstrapServers(), "group.id", NumberingGroup.ID),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      return consumer.groupMetadata();
    }
  }

  private static void sql(Ports ports, String statement) throws Exception {
    try (Connection connection = DriverManager.getConnection(ports.jdbcUrl());
        Statement change = connection.createStatement()) {
      assertThat(change.executeUpdate(statement)).isEqualTo(1);
    }
  }

  private static void is(
      JsonNode scope, String series, String period, long count, long voids, long skipped) {
    assertThat(scope.get("series").asText()).isEqualTo(series);
    assertThat(scope.get("period").asText()).isEqualTo(period);
    assertThat(scope.get("count").asLong()).isEqualTo(count);
    assertThat(scope.get("voids").asLong()).isEqualTo(voids);
    assertThat(scope.get("skipped").asLong()).isEqualTo(skipped);
    assertThat(scope.get("holes").asLong()).isZero();
  }

  private static void ok(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isIn(200, 201);
  }

  private static CompletableFuture<Answer> send(
      Client client, String path, String key, ObjectNode body) {
    return client.send(client.post(path, key, body.toString()).header("Prefer", "wait=30"));
  }

  private static ObjectNode team(String name) {
    ObjectNode team = object().put("name", name);
    team.putObject("captain").put("name", "Grace").put("email", "grace@example.org");
    team.putArray("players").addObject().put("name", "Alan");
    return team;
  }

  private static ObjectNode document() {
    return object()
        .put("title", "Bill")
        .put("currency", "THB")
        .put("totalAmount", 1_000)
        .put("series", "BOQ")
        .put("occurredAt", "2024-01-10T05:00:00Z");
  }

  private static ObjectNode reset(long current) {
    return object()
        .put("period", "20260505")
        .put("current", current)
        .put("reason", "a pad was lost");
  }

  private static ObjectNode object() {
    return Json.MAPPER.createObjectNode();
  }
}
