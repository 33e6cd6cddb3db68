package dev.ordinal.contracts.topics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a real broker; each test has a partition of its own. */
class CommandBacklogBrokerTest {

  private static final Instant START = Instant.parse("2026-11-26T12:00:00Z");

  @TempDir static Path directory;

  private static TestBroker broker;
  private static Admin admin;
  private static Producer<byte[], byte[]> commands;

  private Instant now = START;
  private final CommandBacklog backlog =
      new CommandBacklog(CommandBacklog.DEFAULT_GROUP, () -> now);

  @BeforeAll
  static void start() throws Exception {
    broker = TestBroker.start(directory, TestBroker.freePort());
    admin = Admin.create(Map.of("bootstrap.servers", broker.bootstrapServers()));
    TopicSetup.ensure(admin, (short) 1);
    commands = producer(Map.of());
  }

  @AfterAll
  static void stop() {
    commands.close();
    admin.close();
    broker.close();
  }

  @Test
  void commandsWaitUntilTheGroupHasCommittedThem() throws Exception {
    backlog.look(admin);
    assertThat(backlog.decidedUpTo(0)).contains(START);

    send(0);
    send(0);
    now = START.plusSeconds(1);
    backlog.look(admin);
    now = START.plusSeconds(30);
    backlog.look(admin);
    assertThat(backlog.decidedUpTo(0)).contains(START);
    assertThat(backlog.undecidedFor(0, now)).isEqualTo(Duration.ofSeconds(29));

    commit(0, 1);
    backlog.look(admin);
    assertThat(backlog.decidedUpTo(0)).as("one of two").contains(START);

    commit(0, 2);
    backlog.look(admin);
    assertThat(backlog.decidedUpTo(0)).contains(now);
    assertThat(backlog.undecidedFor(0, now)).isZero();
  }

  @Test
  void aPositionInAnOpenTransactionDoesNotCount() throws Exception {
    send(1);
    commit(1, 0);
    try (Producer<byte[], byte[]> writer =
            producer(Map.of(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "a-writer"));
        Consumer<byte[], byte[]> consumer =
            new KafkaConsumer<>(
                Map.of(
                    ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                    broker.bootstrapServers(),
                    ConsumerConfig.GROUP_ID_CONFIG,
                    CommandBacklog.DEFAULT_GROUP),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer())) {
      writer.initTransactions();
      writer.beginTransaction();
      writer.sendOffsetsToTransaction(
          Map.of(partition(1), new OffsetAndMetadata(1)), consumer.groupMetadata());
      writer.flush();
      backlog.look(admin);
      assertThat(backlog.decidedUpTo(1)).isEmpty();

      writer.commitTransaction();
    }
    backlog.look(admin);
    assertThat(backlog.decidedUpTo(1)).contains(START);
  }

  @Test
  void whatRetentionTookCountsAsRead() throws Exception {
    send(2);
    send(2);
    backlog.look(admin);
    assertThat(backlog.decidedUpTo(2)).as("no position").isEmpty();

    admin.deleteRecords(Map.of(partition(2), RecordsToDelete.beforeOffset(2))).all().get();
    backlog.look(admin);
    assertThat(backlog.decidedUpTo(2)).contains(START);

    send(2);
    now = START.plusSeconds(1);
    backlog.look(admin);
    assertThat(backlog.decidedUpTo(2)).contains(START);
  }

  @Test
  void brokersThatAreNotThereFailTheLookAndChangeNothing() throws Exception {
    backlog.look(admin);
    now = START.plusSeconds(60);
    try (Admin nobody =
        Admin.create(Map.of("bootstrap.servers", "127.0.0.1:" + TestBroker.freePort()))) {
      assertThatThrownBy(() -> backlog.look(nobody)).isInstanceOf(KafkaException.class);
    }
    assertThat(backlog.decidedUpTo(3)).contains(START);
  }

  private static void send(int partition) throws Exception {
    commands.send(new ProducerRecord<>(Topics.COMMANDS.name(), partition, null, new byte[1])).get();
  }

  private static void commit(int partition, long offset)
      throws ExecutionException, InterruptedException {
    admin
        .alterConsumerGroupOffsets(
            CommandBacklog.DEFAULT_GROUP,
            Map.of(partition(partition), new OffsetAndMetadata(offset)))
        .all()
        .get();
  }

  private static TopicPartition partition(int index) {
    return new TopicPartition(Topics.COMMANDS.name(), index);
  }

  private static Producer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> config =
        new HashMap<>(Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers()));
    config.putAll(more);
    return new KafkaProducer<>(config, new ByteArraySerializer(), new ByteArraySerializer());
  }
}
