package dev.ordinal.local.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.local.FreePort;
import dev.ordinal.numberingstream.NumberingStream;
import dev.ordinal.numberingstream.StreamSettings;
import dev.ordinal.numberingstream.topology.StreamMetrics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a writer that is gone left open does not hold up the others for as long as the session and
 * the transaction last, which is a minute here, beyond the patience of these tests.
 */
class AbandonedWritersTest {

  private static final Duration PATIENCE = Duration.ofSeconds(40);

  private static final String SETTINGS =
      "{\"bootstrapServers\":\"%s\",\"stateDir\":\"%s\",\"sessionTimeoutMs\":60000,"
          + "\"transactionTimeoutMs\":120000}";

  @TempDir private Path directory;
  private EmbeddedKafka kafka;
  private KafkaConsumer<byte[], byte[]> committed;

  @BeforeEach
  void start() throws Exception {
    kafka = EmbeddedKafka.start(directory.resolve("kafka"), "127.0.0.1", FreePort.find());
    try (Admin admin = Admin.create(client())) {
      TopicSetup.ensure(admin, (short) 1);
    }
    committed =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", kafka.bootstrapServers(),
                "isolation.level", "read_committed",
                "auto.offset.reset", "earliest"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    committed.assign(List.of(new TopicPartition(Topics.DEAD_LETTERS.name(), 0)));
  }

  @AfterEach
  void stop() {
    committed.close();
    kafka.close();
  }

  @Test
  void aThreadThatDiesIsReplacedAndItsPartitionsGoOnAtOnce() throws Exception {
    AtomicInteger failures = new AtomicInteger();
    NumberingStream stream = stream("one", failures);
    stream.start();
    try {
      send("first");
      await("first");
      failures.set(1);
      send("second");
      await("second");
      failures.set(1);
      send("third");
      await("third");
    } finally {
      stream.stop();
    }
  }

  /** By its client id the others know whose transaction is not abandoned. */
  @Test
  void anInstanceThatComesBackWithoutItsStateIsKnownAsWhatItIsNow() throws Exception {
    NumberingStream before = stream("lost", new AtomicInteger());
    before.start();
    send("first");
    await("first");
    Set<String> former = clientIds();
    before.stop();
    NumberingStream after = stream("fresh", new AtomicInteger());
    after.start();
    try {
      send("second");
      await("second");
      assertThat(clientIds()).hasSize(1).doesNotContainAnyElementsOf(former);
    } finally {
      after.stop();
    }
  }

  @Test
  void theTransactionOfAWriterOutsideTheGroupIsEndedAndThatOfAnotherApplicationIsNot()
      throws Exception {
    String writer = UUID.randomUUID() + "-1";
    try (KafkaProducer<byte[], byte[]> gone = open("ordinal-numbering-" + writer);
        KafkaProducer<byte[], byte[]> other = open("ordinal-numbering-test-" + writer)) {
      gone.send(record(Topics.DEAD_LETTERS.name(), "never")).get();
      other.send(record(Topics.RESULTS.name(), "later")).get();
      NumberingStream stream = stream("one", new AtomicInteger());
      stream.start();
      try {
        send("first");
        await("first");
      } finally {
        stream.stop();
      }
      other.commitTransaction();
    }
  }

  /** Passes commands on; fails as often as it is told, as it does when the brokers are gone. */
  private NumberingStream stream(String stateDir, AtomicInteger failures) throws Exception {
    ProcessorSupplier<byte[], byte[], byte[], byte[]> writer =
        () ->
            new ContextualProcessor<>() {
              @Override
              public void process(Record<byte[], byte[]> command) {
                context().forward(command);
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                  throw new TimeoutException("as if the brokers were gone");
                }
              }
            };
    Topology topology =
        new Topology()
            .addSource(
                "commands",
                Serdes.ByteArray().deserializer(),
                Serdes.ByteArray().deserializer(),
                Topics.COMMANDS.name())
            .addProcessor("writer", writer, "commands")
            .addSink(
                "out",
                Topics.DEAD_LETTERS.name(),
                Serdes.ByteArray().serializer(),
                Serdes.ByteArray().serializer(),
                "writer");
    String settings =
        SETTINGS.formatted(kafka.bootstrapServers(), directory.resolve(stateDir).toString());
    return new NumberingStream(
        topology,
        Json.MAPPER.readValue(settings, StreamSettings.class),
        StreamMetrics.in(new MetricRegistry()));
  }

  private void send(String value) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(record(Topics.COMMANDS.name(), value)).get();
    }
  }

  /** Waits for the value to be committed, and checks that it is the next one. */
  private void await(String value) {
    List<String> seen = new ArrayList<>();
    Awaitility.await(value)
        // The thread that dies is part of the test.
        .dontCatchUncaughtExceptions()
        .atMost(PATIENCE)
        .until(
            () -> {
              committed
                  .poll(Duration.ofMillis(100))
                  .forEach(read -> seen.add(new String(read.value(), UTF_8)));
              return !seen.isEmpty();
            });
    assertThat(seen).containsExactly(value);
  }

  private Set<String> clientIds() throws Exception {
    try (Admin admin = Admin.create(client())) {
      return admin
          .describeConsumerGroups(List.of("ordinal-numbering"))
          .all()
          .get()
          .values()
          .stream()
          .flatMap(group -> group.members().stream())
          .map(member -> member.clientId())
          .collect(Collectors.toSet());
    }
  }

  private KafkaProducer<byte[], byte[]> open(String transactionalId) {
    KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of(
                "bootstrap.servers",
                kafka.bootstrapServers(),
                "transactional.id",
                transactionalId,
                "transaction.timeout.ms",
                120_000),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    producer.initTransactions();
    producer.beginTransaction();
    return producer;
  }

  private static ProducerRecord<byte[], byte[]> record(String topic, String value) {
    return new ProducerRecord<>(topic, 0, null, value.getBytes(UTF_8));
  }

  private Map<String, Object> client() {
    return Map.of("bootstrap.servers", kafka.bootstrapServers());
  }
}
