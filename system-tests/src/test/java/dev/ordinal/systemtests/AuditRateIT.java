package dev.ordinal.systemtests;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.CommandBacklog;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.systemtests.harness.JavaProcess;
import dev.ordinal.systemtests.harness.Ports;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Future;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * How fast a long log is audited: {@code -Dordinal.audit.events=1000000} writes that many orders
 * with their commands and results straight into a broker. The rates are in the output.
 */
@EnabledIfSystemProperty(named = "ordinal.audit.events", matches = "[0-9]+")
class AuditRateIT {

  private static final Instant NOON = Instant.parse("2026-05-05T12:00:00Z");
  private static final int GAM = Topics.partitionOf("GAM");
  private static final int IN_A_TRANSACTION = 500;

  @TempDir private Path folder;

  @Test
  void aLongLogIsAudited() throws Exception {
    int events = Integer.getInteger("ordinal.audit.events");
    Ports ports = Ports.free();
    try (JavaProcess kafka =
        start("kafka", "--port=" + ports.kafka(), "--data=" + folder.resolve("data"))) {
      kafka.awaitOutput("Kafka is ready");
      write(ports, events);
      System.out.println("events alone: " + audit(ports, "--series=GAM"));
      System.out.println("with commands and results: " + audit(ports));
    }
  }

  private String audit(Ports ports, String... more) {
    JavaProcess audit =
        JavaProcess.startLong(
            folder.resolve("output"),
            "audit",
            "--kafka-port=" + ports.kafka(),
            "--no-postgres",
            more.length == 0 ? "--wait=0" : more[0]);
    assertThat(audit.exitCode()).as(audit.output()).isZero();
    return audit.output();
  }

  private JavaProcess start(String... arguments) {
    return JavaProcess.start(folder.resolve("output"), Map.of(), arguments);
  }

  private static void write(Ports ports, int events) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            ports.bootstrapServers(),
            "transactional.id",
            "load",
            "compression.type",
            "lz4",
            "linger.ms",
            5);
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", ports.bootstrapServers()));
        KafkaProducer<byte[], byte[]> producer =
            new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      TopicSetup.ensure(admin, (short) 1);
      producer.initTransactions();
      producer.beginTransaction();
      SeriesDefinition series = SeriesDefinition.defaults().get(0);
      send(producer, event(new SeriesDefined("GAM", series, true, NOON, null, new UUID(0, 0))));
      for (int sequence = 1; sequence <= events; sequence++) {
        UUID id = new UUID(1, sequence);
        OrderPlaced placed = placed(sequence, id);
        send(producer, event(placed));
        send(producer, command(id));
        send(producer, result(placed));
        if (sequence % IN_A_TRANSACTION == 0) {
          producer.commitTransaction();
          producer.beginTransaction();
        }
      }
      producer.commitTransaction();
      TopicPartition commands = new TopicPartition(Topics.COMMANDS.name(), GAM);
      long end =
          admin
              .listOffsets(Map.of(commands, OffsetSpec.latest()))
              .partitionResult(commands)
              .get()
              .offset();
      admin
          .alterConsumerGroupOffsets(
              CommandBacklog.DEFAULT_GROUP, Map.of(commands, new OffsetAndMetadata(end)))
          .all()
          .get();
    }
  }

  /** What fails fails the transaction. */
  private static void send(
      KafkaProducer<byte[], byte[]> producer, ProducerRecord<byte[], byte[]> record) {
    Future<RecordMetadata> unused = producer.send(record);
  }

  private static OrderPlaced placed(long sequence, UUID id) {
    return new OrderPlaced(
        "GAM-20260505-%04d".formatted(sequence),
        "GAM",
        "20260505",
        sequence,
        new Customer("17850", "Ada", "ada@example.org"),
        "GBP",
        1530,
        List.of(new OrderLine("85123A", "WHITE HANGING HEART T-LIGHT HOLDER", 6, 255)),
        "pay_" + sequence,
        new TreeMap<>(Map.of("channel", "web")),
        NOON,
        NOON,
        id);
  }

  private static ProducerRecord<byte[], byte[]> event(Event event) {
    return new ProducerRecord<>(
        Topics.of(event).name(),
        GAM,
        event.subject().getBytes(UTF_8),
        Topics.valueOf(event),
        CloudEventHeaders.of(event, 0, "anonymous"));
  }

  private static ProducerRecord<byte[], byte[]> command(UUID id) {
    String topic = Topics.COMMANDS.name();
    CommandEnvelope envelope =
        new CommandEnvelope(
            id,
            "key",
            "fingerprint",
            NOON,
            "anonymous",
            new CancelOrder("GAM", "GAM-20260505-0001", "for the size"));
    return new ProducerRecord<>(
        topic,
        GAM,
        "GAM".getBytes(UTF_8),
        Topics.COMMANDS.value().serializer().serialize(topic, envelope));
  }

  private static ProducerRecord<byte[], byte[]> result(OrderPlaced placed) {
    String topic = Topics.RESULTS.name();
    Outcome reply = Outcome.of(placed.commandId(), placed.fact(List.of()), null);
    return new ProducerRecord<>(
        topic,
        GAM,
        Topics.RESULTS.key().serializer().serialize(topic, placed.commandId()),
        Topics.RESULTS.value().serializer().serialize(topic, reply));
  }
}
