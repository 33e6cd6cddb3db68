package dev.ordinal.numberingstream.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.topics.CloudEventHeaders;
import dev.ordinal.contracts.topics.JsonSerde;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.numberingstream.StreamSettings;
import dev.ordinal.numberingstream.decider.Sequences.LastSequence;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.transactions.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker. What the stream would write is written by the test. */
class StateGuardTest {

  private static final String GROUP = "ordinal-numbering";
  private static final Instant AT = Instant.parse("2026-05-05T12:00:00Z");
  private static final int PARTITION = Topics.partitionOf("GAM");

  private static final String CHANGELOG = GROUP + "-state-changelog";

  @TempDir private Path directory;
  private TestCluster broker;
  private Admin admin;
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeEach
  void start() throws Exception {
    broker = TestCluster.start(directory, 1);
    Map<String, Object> clients = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(clients);
    producer = new KafkaProducer<>(clients, new ByteArraySerializer(), new ByteArraySerializer());
    TopicSetup.ensure(admin, (short) 1);
    assertThat(trouble(false)).isEmpty();
  }

  @AfterEach
  void stop() {
    producer.close();
    admin.close();
    broker.close();
  }

  @Test
  void aLostChangelogIsNamedAndNotMadeAnew() throws Exception {
    assertThat(changelogs()).containsExactly(CHANGELOG);
    give(1);
    counterAt(1);
    assertThat(trouble(false)).isEmpty();
    delete(CHANGELOG);
    assertThat(trouble(false).orElseThrow()).contains(CHANGELOG).contains("operations.md");
    assertThat(changelogs()).isEmpty();
    assertThat(trouble(true)).as("allowed").isEmpty();
    assertThat(changelogs()).containsExactly(CHANGELOG);
    counterAt(1);
    assertThat(trouble(false)).isEmpty();
  }

  @Test
  void aChangelogThatSomebodyMadeAnewIsLostAsWell() throws Exception {
    give(1);
    counterAt(1);
    delete(CHANGELOG);
    admin.createTopics(List.of(new NewTopic(CHANGELOG, 4, (short) 1))).all().get();
    assertThat(trouble(false).orElseThrow()).contains(CHANGELOG);
  }

  @Test
  void anotherApplicationIdFindsNothingOfItsOwn() throws Exception {
    give(1);
    assertThat(guard("\"applicationId\": \"another\"").trouble().orElseThrow())
        .contains("another-state-changelog");
  }

  @Test
  void aCounterBehindTheLogIsNamed() throws Exception {
    give(7);
    assertThat(trouble(false).orElseThrow()).contains("GAM in '20260505' at 0, though 7 was given");
    counterAt(6);
    assertThat(trouble(false).orElseThrow()).contains("at 6, though 7");
    counterAt(7);
    assertThat(trouble(false)).isEmpty();
    event(new SequenceReset("GAM", "20260505", 7, 50, "printed", AT, null, UUID.randomUUID()));
    assertThat(trouble(false).orElseThrow()).contains("at 7, though 50");
    counterAt(50);
    assertThat(trouble(false)).isEmpty();
  }

  @Test
  void aRecordThatNobodyCanReadHidesNoCounterAndStopsNoStart() throws Exception {
    give(7);
    counterAt(7);
    for (TypedTopic<?, ?> topic : Topics.EVENTS.values()) {
      for (int partition = 0; partition < topic.partitions(); partition++) {
        garbage(topic.name(), partition);
      }
    }
    assertThat(trouble(false)).isEmpty();
    give(8);
    assertThat(trouble(false).orElseThrow()).contains("GAM in '20260505' at 7, though 8 was given");
  }

  @Test
  void aCounterIsFoundHoweverManyChangesAgo() throws Exception {
    give(7);
    counterAt(7);
    for (int change = 1; change <= 10_000; change++) {
      counter("20260506", change);
    }
    assertThat(trouble(false)).isEmpty();
  }

  @Test
  void decidedCommandsWithoutACommittedOffsetAreNotReadAgain() throws Exception {
    give(1);
    counterAt(1);
    TopicPartition commands = new TopicPartition(Topics.COMMANDS.name(), PARTITION);
    producer
        .send(new ProducerRecord<>(commands.topic(), commands.partition(), null, new byte[1]))
        .get();
    assertThat(trouble(false).orElseThrow()).contains(commands.toString());
    assertThat(trouble(true).orElseThrow()).contains(commands.toString());
    admin.alterConsumerGroupOffsets(GROUP, Map.of(commands, new OffsetAndMetadata(1))).all().get();
    assertThat(trouble(false)).isEmpty();
  }

  @Test
  void streamsCannotMakeAChangelog() {
    try (Admin streams =
        new ClientsWithoutTopics()
            .getAdmin(Map.of("bootstrap.servers", broker.bootstrapServers()))) {
      List<NewTopic> topics = List.of(new NewTopic("x-changelog", 4, (short) 1));
      assertThatThrownBy(() -> streams.createTopics(topics)).hasMessageContaining("x-changelog");
    }
  }

  private Optional<String> trouble(boolean allowLostState) throws Exception {
    return guard("\"allowLostState\": " + allowLostState).trouble();
  }

  private StateGuard guard(String setting) throws Exception {
    String settings =
        "{\"bootstrapServers\": \"%s\", %s}".formatted(broker.bootstrapServers(), setting);
    return new StateGuard(admin, Json.MAPPER.readValue(settings, StreamSettings.class));
  }

  private Set<String> changelogs() throws Exception {
    Set<String> names = admin.listTopics(new ListTopicsOptions()).names().get();
    Set<String> changelogs = new TreeSet<>();
    names.stream().filter(name -> name.endsWith("-changelog")).forEach(changelogs::add);
    return changelogs;
  }

  private void delete(String topic) throws Exception {
    admin.deleteTopics(List.of(topic)).all().get();
    await().atMost(Duration.ofSeconds(20)).until(() -> !changelogs().contains(topic));
  }

  private void give(long sequence) throws Exception {
    event(
        new OrderPlaced(
            "GAM-20260505-" + sequence,
            "GAM",
            "20260505",
            sequence,
            null,
            "GBP",
            1,
            List.of(),
            null,
            new TreeMap<>(),
            AT,
            AT,
            UUID.randomUUID()));
  }

  private void event(Event event) throws Exception {
    producer
        .send(
            new ProducerRecord<>(
                Topics.of(event).name(),
                PARTITION,
                null,
                new byte[] {1},
                Topics.valueOf(event),
                CloudEventHeaders.of(event, 0, null)))
        .get();
  }

  /** Without anything, of bytes that mean nothing, and with headers that only look like ours. */
  private void garbage(String topic, int partition) throws Exception {
    byte[] bytes = "{\0".getBytes(UTF_8);
    RecordHeaders headers = new RecordHeaders();
    headers.add("ce_type", "numbering.sequence-reset.v1".getBytes(UTF_8));
    headers.add("ce_source", "/series/GAM".getBytes(UTF_8));
    headers.add("ce_sequence", "many".getBytes(UTF_8));
    producer.send(new ProducerRecord<>(topic, partition, null, null)).get();
    producer.send(new ProducerRecord<>(topic, partition, bytes, bytes)).get();
    producer.send(new ProducerRecord<>(topic, partition, bytes, bytes, headers)).get();
  }

  private void counterAt(long sequence) throws Exception {
    counter("20260505", sequence);
    producer.flush();
  }

  private void counter(String period, long sequence) {
    var unused =
        producer.send(
            new ProducerRecord<>(
                CHANGELOG,
                PARTITION,
                Table.key("sequences", Table.key("GAM", period)).getBytes(UTF_8),
                new JsonSerde<>(LastSequence.class)
                    .serializer()
                    .serialize("", new LastSequence(sequence))));
  }
}
