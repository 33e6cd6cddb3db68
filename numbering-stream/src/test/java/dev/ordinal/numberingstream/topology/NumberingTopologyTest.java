package dev.ordinal.numberingstream.topology;

import static dev.ordinal.numberingstream.orders.OrderExamples.envelope;
import static dev.ordinal.numberingstream.orders.OrderExamples.place;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.numberingstream.StreamSettings;
import dev.ordinal.numberingstream.orders.Orders;
import dev.ordinal.numberingstream.series.Series;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumberingTopologyTest {

  /** The test driver has one partition, number 0; this series' partition is 0. */
  private static final String SERIES = seriesInPartitionZero();

  @TempDir private Path stateDir;
  private TopologyTestDriver driver;
  private StreamMetrics metrics;
  private TestInputTopic<byte[], byte[]> commands;

  private final TestTime time = new TestTime(Instant.parse("2025-11-21T10:15:30Z"));

  @BeforeEach
  void start() {
    Properties properties = new StreamSettings().toProperties();
    properties.put(StreamsConfig.STATE_DIR_CONFIG, stateDir.toString());
    metrics = StreamMetrics.in(new MetricRegistry());
    driver =
        new TopologyTestDriver(
            NumberingTopology.build(
                List.of(new Series(List.of()), new Orders()),
                List.of(SeriesDefinition.defaults().get(0), series()),
                time.settings(),
                metrics),
            properties);
    commands =
        driver.createInputTopic(
            Topics.COMMANDS.name(), new ByteArraySerializer(), new ByteArraySerializer());
  }

  @AfterEach
  void stop() {
    driver.close();
  }

  @Test
  void aCommandLeadsToAnEventAReplyAndAResult() {
    CommandEnvelope envelope = envelope("k1", place(SERIES, null, null), 1);
    send(SERIES, bytes(envelope));

    TestRecord<String, OrderEvent> event = output(Topics.ORDER_EVENTS).readRecord();
    assertThat(event.key()).isEqualTo(SERIES + "-20251121-0001");
    assertThat(header(event, "ce_type")).isEqualTo("orders.placed.v1");
    assertThat(header(event, "ce_id")).isEqualTo(envelope.commandId() + ".0");
    assertThat(header(event, "ce_sequence")).isEqualTo("1");
    assertThat(header(event, "ce_period")).isEqualTo("20251121");

    TestRecord<UUID, Outcome> reply = output(Topics.RESULTS).readRecord();
    assertThat(reply.key()).isEqualTo(envelope.commandId());
    assertThat(reply.value().fact()).isEqualTo(event.value().fact(List.of()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "not json",
        "null",
        "[]",
        "{}",
        "{\"commandId\":\"nope\"}",
        "{\"commandId\":\"00000000-0000-0000-0000-000000000001\",\"idempotencyKey\":\"k\","
            + "\"fingerprint\":\"f\",\"acceptedAt\":\"2025-11-21T10:15:30Z\",\"replyPartition\":0,"
            + "\"command\":{\"orders.fly.v1\":{}}}",
      })
  void whatIsNoCommandGoesToTheDeadLettersAsItCameAndTheStreamGoesOn(String poison) {
    send(SERIES, poison.getBytes(UTF_8));
    send(SERIES, bytes(envelope("k1", place(SERIES, null, null), 1)));

    TestRecord<byte[], byte[]> dead = output(Topics.DEAD_LETTERS).readRecord();
    assertThat(dead.value()).isEqualTo(poison.getBytes(UTF_8));
    assertThat(dead.key()).isEqualTo(SERIES.getBytes(UTF_8));
    assertThat(header(dead, "dead-letter-reason")).isNotBlank();
    assertThat(header(dead, "dead-letter-topic")).isEqualTo(Topics.COMMANDS.name());
    assertThat(header(dead, "dead-letter-partition")).isEqualTo("0");
    assertThat(header(dead, "dead-letter-offset")).isEqualTo("0");
    assertThat(output(Topics.ORDER_EVENTS).readRecord().key()).endsWith("-0001");
  }

  @Test
  void theDefaultSeriesOfThePartitionAreDefinedOnceBeforeAnythingElse() {
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    send(SERIES, bytes(envelope("k1", place(SERIES, null, null), 1)));
    driver.advanceWallClockTime(Duration.ofSeconds(1));
    assertThat(output(Topics.NUMBERING_EVENTS).readRecordsToList())
        .singleElement()
        .satisfies(defined -> assertThat(defined.key()).isEqualTo(SERIES));
  }

  @Test
  void theWriterIsSettledOnceItsDefaultSeriesAreCommitted() {
    assertThat(metrics.settling().getCount()).isEqualTo(1);
    driver.advanceWallClockTime(Duration.ofMillis(100));
    assertThat(metrics.settling().getCount()).isEqualTo(1);
    driver.advanceWallClockTime(Duration.ofMillis(100));
    assertThat(metrics.settling().getCount()).isZero();
  }

  @Test
  void everyEventSaysWhoDidIt() {
    send(SERIES, bytes(envelope("k1", place(SERIES, null, null), 1)));
    assertThat(header(output(Topics.ORDER_EVENTS).readRecord(), "ce_actor")).isEqualTo("checkout");
    assertThat(header(output(Topics.NUMBERING_EVENTS).readRecord(), "ce_actor"))
        .isEqualTo("ordinal");
  }

  @Test
  void aCommandUnderAnotherKeyIsNotDecided() {
    send("OTHER", bytes(envelope("k1", place(SERIES, null, null), 1)));
    assertThat(header(output(Topics.DEAD_LETTERS).readRecord(), "dead-letter-reason"))
        .contains("not the command's owner");
    assertThat(output(Topics.ORDER_EVENTS).isEmpty()).isTrue();
  }

  @Test
  void aCommandInAnotherPartitionThanItsOwnersIsNotDecided() {
    assertThat(Topics.partitionOf("GAM")).isNotZero();
    send("GAM", bytes(envelope("k1", place("GAM", null, null), 1)));
    assertThat(header(output(Topics.DEAD_LETTERS).readRecord(), "dead-letter-reason"))
        .contains("GAM belongs to partition");
    assertThat(output(Topics.ORDER_EVENTS).isEmpty()).isTrue();
  }

  @Test
  void aCommandOfAVersionThatNamedAPartitionForItsReplyIsDecided() {
    CommandEnvelope envelope = envelope("k1", place(SERIES, null, null), 1);
    ObjectNode before = Json.MAPPER.valueToTree(envelope);
    send(SERIES, before.put("replyPartition", 7).toString().getBytes(UTF_8));
    assertThat(output(Topics.RESULTS).readRecord().key()).isEqualTo(envelope.commandId());
  }

  private void send(String key, byte[] value) {
    commands.pipeInput(key.getBytes(UTF_8), value);
  }

  private static byte[] bytes(CommandEnvelope envelope) {
    return Topics.COMMANDS.value().serializer().serialize(Topics.COMMANDS.name(), envelope);
  }

  private <K, V> TestOutputTopic<K, V> output(TypedTopic<K, V> topic) {
    return driver.createOutputTopic(
        topic.name(), topic.key().deserializer(), topic.value().deserializer());
  }

  private static String header(TestRecord<?, ?> message, String name) {
    Header header = message.headers().lastHeader(name);
    return new String(header.value(), UTF_8);
  }

  private static SeriesDefinition series() {
    SeriesDefinition gam = SeriesDefinition.defaults().get(0);
    return new SeriesDefinition(
        SERIES,
        gam.kind(),
        SERIES + "-{yyyyMMdd}-{seq:4}",
        gam.reset(),
        gam.zone(),
        gam.overflow(),
        gam.start());
  }

  private static String seriesInPartitionZero() {
    for (char letter = 'A'; letter <= 'Z'; letter++) {
      String code = "S" + letter;
      if (Topics.partitionOf(code) == 0) {
        return code;
      }
    }
    throw new IllegalStateException("no such code");
  }
}
