package dev.ordinal.numberingstream.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.Counter;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.transactions.HangingTransactions.Findings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HangingTransactionsTest {

  private static final String APPLICATION = "app";
  private static final String CHANGELOG = APPLICATION + "-store-changelog";
  private static final TopicPartition ORDERS = new TopicPartition(Topics.ORDER_EVENTS.name(), 0);
  private static final TopicPartition OTHER_ORDERS =
      new TopicPartition(Topics.ORDER_EVENTS.name(), 1);
  private static final TopicPartition RESULTS = new TopicPartition(Topics.RESULTS.name(), 2);
  private static final TopicPartition STATE = new TopicPartition(CHANGELOG, 3);
  private static final TopicPartition OFFSETS =
      new TopicPartition("__consumer_offsets", Utils.abs(APPLICATION.hashCode()) % 2);
  private static final TopicPartition COMMANDS = new TopicPartition(Topics.COMMANDS.name(), 0);

  @TempDir private static Path directory;
  private static TestCluster cluster;
  private static Admin admin;
  private static StrayWriter stray;
  private static HangingTransactions transactions;

  private final String transactionalId = UUID.randomUUID().toString();
  private KafkaProducer<byte[], byte[]> producer;

  @BeforeAll
  static void startCluster() throws Exception {
    cluster = TestCluster.start(directory);
    admin = Admin.create(cluster.settings());
    TopicSetup.ensure(admin, (short) 1);
    admin.createTopics(List.of(new NewTopic(CHANGELOG, 4, (short) 1))).all().get();
    stray = new StrayWriter(admin, cluster.settings());
    transactions = transactions(Map.of());
    try (KafkaConsumer<byte[], byte[]> reader = reader()) {
      reader.commitSync(Map.of()); // makes __consumer_offsets
      reader.committed(Set.of(COMMANDS));
    }
  }

  @AfterAll
  static void stopCluster() {
    stray.close();
    admin.close();
    cluster.close();
  }

  @BeforeEach
  void startProducer() {
    producer = producer();
  }

  @AfterEach
  void leaveNothingOpen() {
    producer.close();
    transactions
        .open(admin)
        .forEach(open -> stray.end(open.producer(), open.partition(), Verdict.ABORT));
  }

  @Test
  void aCommitThatLostMarkersIsCommittedEverywhere() throws Exception {
    ProducerEpoch transaction = transact(KafkaProducer::commitTransaction);
    hang(transaction, RESULTS, STATE);
    long offset = ThreadLocalRandom.current().nextLong(1, 1_000_000);
    stray.commitOffset(transaction, OFFSETS, APPLICATION, COMMANDS, offset);
    assertThat(transactions.open(admin)).hasSize(3);

    assertHealed();

    assertThat(isLastRecordCommitted(RESULTS)).isTrue();
    assertThat(isLastRecordCommitted(STATE)).isTrue();
    try (KafkaConsumer<byte[], byte[]> reader = reader()) {
      assertThat(reader.committed(Set.of(COMMANDS)))
          .containsEntry(COMMANDS, new OffsetAndMetadata(offset, Optional.empty(), ""));
    }
  }

  @Test
  void anAbortThatLostMarkersIsAbortedEverywhere() throws Exception {
    ProducerEpoch transaction = transact(KafkaProducer::abortTransaction);
    hang(transaction, RESULTS, STATE);

    assertHealed();

    assertThat(isLastRecordCommitted(RESULTS)).isFalse();
    assertThat(isLastRecordCommitted(STATE)).isFalse();
  }

  @Test
  void aFencedTransactionThatLostMarkersIsAborted() throws Exception {
    producer.beginTransaction();
    ProducerEpoch transaction = send();
    try (KafkaProducer<byte[], byte[]> successor = producer()) {
      assertThat(successor).isNotNull();
      hang(transaction, RESULTS);

      assertHealed();
    }
    assertThat(isLastRecordCommitted(RESULTS)).isFalse();
  }

  @Test
  void whatTheCoordinatorMovedOnFromIsInItsLog() throws Exception {
    ProducerEpoch transaction = transact(KafkaProducer::commitTransaction);
    hang(transaction, RESULTS);
    transact(KafkaProducer::abortTransaction);
    transact(KafkaProducer::abortTransaction);

    assertHealed();

    assertThat(isLastRecordCommitted(RESULTS)).isTrue();
  }

  @Test
  void whatNoCoordinatorKnowsIsToldByItsOtherPartitions() throws Exception {
    ProducerEpoch transaction = unknown();
    hang(transaction, ORDERS, OTHER_ORDERS, RESULTS);
    stray.end(transaction, ORDERS, Verdict.COMMIT);

    assertHealed();

    assertThat(isLastRecordCommitted(OTHER_ORDERS)).isTrue();
    assertThat(isLastRecordCommitted(RESULTS)).isTrue();
  }

  @Test
  void whatWasHealedInPartIsFinishedAlike() throws Exception {
    ProducerEpoch transaction = transact(KafkaProducer::abortTransaction);
    hang(transaction, RESULTS, STATE);
    stray.end(transaction, RESULTS, Verdict.ABORT);

    assertHealed();

    assertThat(isLastRecordCommitted(RESULTS)).isFalse();
    assertThat(isLastRecordCommitted(STATE)).isFalse();
  }

  @Test
  void nothingIsEndedWithoutEvidence() throws Exception {
    ProducerEpoch transaction = unknown();
    hang(transaction, RESULTS, STATE);

    Findings findings = transactions.heal(admin);

    assertThat(findings.undecided())
        .hasSize(2)
        .allMatch(
            what ->
                what.contains("producer id " + transaction.producerId() + ", epoch 7, start")
                    && what.endsWith("nothing tells how it ended"));
    assertThat(transactions.open(admin)).hasSize(2);

    assertThat(transactions(Map.of(transaction, Verdict.COMMIT)).heal(admin).undecided()).isEmpty();

    assertThat(isLastRecordCommitted(RESULTS)).isTrue();
    assertThat(isLastRecordCommitted(STATE)).isTrue();
  }

  @Test
  void nothingIsEndedAgainstEvidence() throws Exception {
    ProducerEpoch transaction = transact(KafkaProducer::commitTransaction);
    hang(transaction, RESULTS, STATE);
    stray.end(transaction, RESULTS, Verdict.ABORT);

    assertThat(transactions.heal(admin).undecided())
        .singleElement()
        .asString()
        .contains(STATE.toString(), "commit=", "abort=[" + RESULTS + "]");
    assertThat(transactions.open(admin)).hasSize(1);
  }

  @Test
  void aLiveTransactionIsLeftAlone() throws Exception {
    producer.beginTransaction();
    send();

    Findings findings = transactions.heal(admin);

    assertThat(findings.undecided()).isEmpty();
    assertThat(transactions.open(admin)).hasSize(1);
    producer.commitTransaction();
    assertThat(isLastRecordCommitted(ORDERS)).isTrue();
  }

  @Test
  void theOffsetsOfAnotherGroupAreNotOurs() throws Exception {
    String other = otherGroupOfTheSamePartition();
    stray.commitOffset(unknown(), OFFSETS, other, COMMANDS, 1);

    assertThat(transactions.open(admin)).isEmpty();
    assertThat(transactions.heal(admin).undecided()).isEmpty();
  }

  private static HangingTransactions transactions(Map<ProducerEpoch, Verdict> operator) {
    return new HangingTransactions(cluster.settings(), APPLICATION, operator, new Counter());
  }

  private static void assertHealed() {
    assertThat(transactions.heal(admin).undecided()).isEmpty();
    assertThat(transactions.open(admin)).isEmpty();
  }

  /** A transaction that ends in all its partitions: one. */
  private ProducerEpoch transact(Consumer<KafkaProducer<byte[], byte[]>> end) throws Exception {
    producer.beginTransaction();
    ProducerEpoch transaction = send();
    end.accept(producer);
    Awaitility.await("the end of " + transaction)
        .atMost(Duration.ofSeconds(10))
        .until(
            () ->
                transactions.open(admin).stream()
                    .noneMatch(open -> open.partition().equals(ORDERS)));
    return transaction;
  }

  private ProducerEpoch send() throws Exception {
    producer
        .send(new ProducerRecord<>(ORDERS.topic(), ORDERS.partition(), null, "1".getBytes(UTF_8)))
        .get();
    return transactions.open(admin).stream()
        .filter(open -> open.partition().equals(ORDERS))
        .findFirst()
        .orElseThrow()
        .producer();
  }

  private static void hang(ProducerEpoch transaction, TopicPartition... partitions) {
    for (TopicPartition partition : partitions) {
      stray.write(transaction, partition);
    }
  }

  private static ProducerEpoch unknown() {
    return new ProducerEpoch(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50), 7);
  }

  private static String otherGroupOfTheSamePartition() {
    for (int i = 0; ; i++) {
      if (Utils.abs(("other" + i).hashCode()) % 2 == OFFSETS.partition()) {
        return "other" + i;
      }
    }
  }

  /** Reads as all readers do, from the last record that is no marker to the end. */
  private static boolean isLastRecordCommitted(TopicPartition partition) throws Exception {
    long end =
        admin
            .listOffsets(Map.of(partition, OffsetSpec.latest()))
            .partitionResult(partition)
            .get()
            .offset();
    try (KafkaConsumer<byte[], byte[]> reader = reader()) {
      reader.assign(List.of(partition));
      reader.seek(partition, end - 2);
      List<byte[]> values = new ArrayList<>();
      Awaitility.await("the end of " + partition)
          .atMost(Duration.ofSeconds(10))
          .until(
              () -> {
                reader.poll(Duration.ofMillis(100)).forEach(one -> values.add(one.value()));
                return reader.position(partition) >= end;
              });
      return !values.isEmpty();
    }
  }

  private KafkaProducer<byte[], byte[]> producer() {
    Properties settings = cluster.settings();
    settings.remove("default.api.timeout.ms");
    settings.put("transactional.id", transactionalId);
    KafkaProducer<byte[], byte[]> created =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
    created.initTransactions();
    return created;
  }

  private static KafkaConsumer<byte[], byte[]> reader() {
    Properties settings = cluster.settings();
    settings.put("group.id", APPLICATION);
    settings.put("isolation.level", "read_committed");
    settings.put("enable.auto.commit", "false");
    return new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
