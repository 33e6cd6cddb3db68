package dev.ordinal.numberingstream.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.StreamSettings;
import dev.ordinal.numberingstream.state.CommittedLog.Stretch;
import dev.ordinal.numberingstream.transactions.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The state of a version that kept each table in a store of its own, against a real broker. */
class CarryOverTest {

  private static final String GROUP = "ordinal-numbering";
  private static final String CHANGELOG = GROUP + "-state-changelog";
  private static final List<String> TABLES = List.of("orders", "outcomes", "sequences");
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path directory;
  private TestCluster broker;
  private Map<String, Object> clients;
  private Admin admin;

  @BeforeEach
  void start() throws Exception {
    broker = TestCluster.start(directory, 1);
    clients = Map.of("bootstrap.servers", broker.bootstrapServers());
    admin = Admin.create(clients);
    TopicSetup.ensure(admin, (short) 1);
    for (String table : TABLES) {
      String topic = GROUP + "-" + table + "-changelog";
      admin.createTopics(List.of(new NewTopic(topic, 4, (short) 1))).all().get();
      await().atMost(LIMIT).until(() -> present().containsKey(table));
      send(Topics.TABLES.name(), 0, table, present().get(table));
      send(topic, 1, "kept", "first " + table);
      send(topic, 1, "kept", "last " + table);
      send(topic, 2, "removed", "a value");
      send(topic, 2, "removed", null);
    }
    // Somebody has got a number: a state that is lost would be missed.
    send(Topics.ORDER_EVENTS.name(), 1, "GAM-1", "{}");
  }

  @AfterEach
  void stop() {
    admin.close();
    broker.close();
  }

  @Test
  void eachTableIsFoundUnderItsNameInThePartitionWhereItWas() throws Exception {
    assertThat(trouble()).isEmpty();
    assertThat(state(1))
        .containsExactly(
            Map.entry("orders\0kept", "last orders"),
            Map.entry("outcomes\0kept", "last outcomes"),
            Map.entry("sequences\0kept", "last sequences"));
    assertThat(state(0)).isEmpty();
    assertThat(state(2)).as("what was removed").isEmpty();
    assertThat(state(3)).isEmpty();
  }

  @Test
  void itIsDoneOnceAndWhatHasChangedSinceStays() throws Exception {
    assertThat(trouble()).isEmpty();
    send(CHANGELOG, 1, "orders\0kept", "newer");
    assertThat(trouble()).isEmpty();
    assertThat(state(1)).containsEntry("orders\0kept", "newer");
  }

  @Test
  void whoComesSecondLeavesWhatTheFirstHasMade() throws Exception {
    try (CommittedLog log = new CommittedLog(clients)) {
      FormerTables seen = FormerTables.find(TableList.read(log), present());
      assertThat(trouble()).isEmpty();
      send(CHANGELOG, 1, "orders\0kept", "newer");
      new CarryOver(new Changelog(GROUP), clients, seen.ids().keySet()).run(log, "another id");
    }
    assertThat(state(1)).containsEntry("orders\0kept", "newer");
    assertThat(trouble()).isEmpty();
  }

  @Test
  void oneThatIsKilledHalfWayLeavesNothing() throws Exception {
    new Changelog(GROUP).ensure(admin, (short) 1);
    try (KafkaProducer<byte[], byte[]> killed =
        producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, GROUP + "-carry-over-changelog"))) {
      killed.initTransactions();
      killed.beginTransaction();
      killed.send(record(CHANGELOG, 1, "orders\0kept", "half")).get();
      killed.send(record(CHANGELOG, 3, "orders\0other", "half")).get();
      assertThat(trouble()).isEmpty();
    }
    assertThat(state(1)).containsEntry("orders\0kept", "last orders").hasSize(3);
    assertThat(state(3)).isEmpty();
  }

  @Test
  void aTableThatIsLostIsNamedAndNothingIsCarriedOver() throws Exception {
    String lost = GROUP + "-outcomes-changelog";
    admin.deleteTopics(List.of(lost)).all().get();
    await().atMost(LIMIT).until(() -> !present().containsKey("outcomes"));
    assertThat(trouble().orElseThrow()).contains(lost).contains("operations.md");
    assertThat(present()).doesNotContainKey("state");
  }

  @Test
  void itWaitsForTheEndOfTheVersionBefore() throws Exception {
    Map<String, Object> member = new TreeMap<>(clients);
    member.put(ConsumerConfig.GROUP_ID_CONFIG, GROUP);
    try (KafkaConsumer<byte[], byte[]> old =
        new KafkaConsumer<>(member, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      old.subscribe(List.of(Topics.COMMANDS.name()));
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                old.poll(Duration.ofMillis(100));
                return !old.assignment().isEmpty();
              });
      assertThat(trouble().orElseThrow()).contains("the version before");
      assertThat(present()).doesNotContainKey("state");
    }
    assertThat(trouble()).isEmpty();
  }

  @Test
  void ofAVersionThatKeptNoListEachTableIsMissed() {
    Map<String, String> all = new TreeMap<>();
    for (String table :
        List.of(
            "deadlines",
            "documents",
            "lead-tickets",
            "lead-waiters",
            "leads",
            "orders",
            "outcomes",
            "payment-references",
            "payments",
            "sequences",
            "series",
            "unique-names",
            "webhook-subscriptions")) {
      all.put(table, "id of " + table);
    }
    assertThat(FormerTables.find(Map.of(), all).lost()).isEmpty();
    assertThat(FormerTables.find(Map.of(), all).ids()).isEqualTo(all);
    for (String table : all.keySet()) {
      Map<String, String> present = new TreeMap<>(all);
      present.remove(table);
      assertThat(FormerTables.find(Map.of(), present).lost()).containsExactly(table);
      assertThat(FormerTables.find(all, present).lost()).containsExactly(table);
    }
    assertThat(FormerTables.find(Map.of(), Map.of()).isAny()).as("a new installation").isFalse();
  }

  private Optional<String> trouble() throws Exception {
    String settings = "{\"bootstrapServers\": \"%s\"}".formatted(broker.bootstrapServers());
    return new StateGuard(admin, Json.MAPPER.readValue(settings, StreamSettings.class)).trouble();
  }

  private Map<String, String> present() throws InterruptedException {
    return new Changelog(GROUP).present(admin);
  }

  /** What a restore of this partition finds. */
  private Map<String, String> state(int partition) {
    Map<String, String> state = new TreeMap<>();
    TopicPartition place = new TopicPartition(CHANGELOG, partition);
    try (CommittedLog log = new CommittedLog(clients)) {
      long end = Objects.requireNonNull(log.ends(List.of(place)).get(place));
      log.read(
          place,
          new Stretch(0, end),
          record -> {
            String key = new String(record.key(), UTF_8);
            if (record.value() == null) {
              state.remove(key);
            } else {
              state.put(key, new String(record.value(), UTF_8));
            }
          });
    }
    return state;
  }

  private void send(String topic, int partition, String key, @Nullable String value)
      throws Exception {
    try (KafkaProducer<byte[], byte[]> producer = producer(Map.of())) {
      producer.send(record(topic, partition, key, value)).get();
    }
  }

  private static ProducerRecord<byte[], byte[]> record(
      String topic, int partition, String key, @Nullable String value) {
    return new ProducerRecord<>(
        topic, partition, key.getBytes(UTF_8), value == null ? null : value.getBytes(UTF_8));
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> settings = new TreeMap<>(clients);
    settings.putAll(more);
    return new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
