package dev.ordinal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.clients.admin.TransactionState;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writers that commit one transaction after the other, each over all partitions and with an offset
 * of a group, so that the markers of each take a while.
 */
final class TransactionLoad implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(TransactionLoad.class);

  private static final String TOPIC = "load";
  private static final int WRITERS = 6;
  private static final int PARTITIONS = 60;
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final List<String> IDS =
      IntStream.range(0, WRITERS).mapToObj(writer -> "writer-" + writer).toList();
  private static final List<TopicPartition> DATA =
      IntStream.range(0, PARTITIONS)
          .mapToObj(partition -> new TopicPartition(TOPIC, partition))
          .toList();

  private final Map<String, Object> bootstrap;
  private final Admin admin;
  private final Set<String> told = ConcurrentHashMap.newKeySet();
  private final List<Thread> writers = new ArrayList<>();
  private volatile boolean stopping;
  private int run;

  TransactionLoad(int port) {
    this.bootstrap = Map.of("bootstrap.servers", "127.0.0.1:" + port);
    this.admin = Admin.create(bootstrap);
  }

  /** Begins to write, into a topic that is created when missing. */
  void begin() throws Exception {
    if (!admin.listTopics().names().get().contains(TOPIC)) {
      admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1))).all().get();
    }
    stopping = false;
    run++;
    for (String id : IDS) {
      Thread writer = new Thread(() -> write(id), id);
      writer.start();
      writers.add(writer);
    }
  }

  /** Ends the writers, whose broker may be gone. */
  void stop() throws InterruptedException {
    stopping = true;
    for (Thread writer : writers) {
      writer.join();
    }
    writers.clear();
  }

  void awaitCommits(int more) {
    int before = told.size();
    await().atMost(LIMIT).until(() -> told.size() >= before + more);
  }

  /** Returns at a moment in which a commit is decided and its markers are being written. */
  void awaitOneBetweenDecisionAndMarkers() {
    awaitCommits(WRITERS);
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(1))
        .until(
            () ->
                admin.describeTransactions(IDS).all().get().values().stream()
                    .anyMatch(known -> known.state() == TransactionState.PREPARE_COMMIT));
  }

  /** As writers do that come back: aborts what was open, waits for what was decided. */
  void endWhatIsUndecided() {
    for (String id : IDS) {
      try (KafkaProducer<String, String> producer = producer(id, LIMIT)) {
        producer.initTransactions();
      }
    }
  }

  void assertThatAllHasEnded() {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              assertThat(ends(IsolationLevel.READ_COMMITTED))
                  .isEqualTo(ends(IsolationLevel.READ_UNCOMMITTED));
              assertThat(open()).isEmpty();
            });
  }

  void assertThatEachIsWholeAndWhatWasToldIsThere() {
    Map<String, Integer> copies = new HashMap<>();
    try (KafkaConsumer<String, String> consumer = consumer("reader")) {
      consumer.assign(DATA);
      consumer.seekToBeginning(DATA);
      Map<TopicPartition, Long> ends = consumer.endOffsets(DATA);
      await()
          .atMost(LIMIT)
          .until(
              () -> {
                consumer
                    .poll(Duration.ofMillis(200))
                    .forEach(record -> copies.merge(record.value(), 1, Integer::sum));
                return ends.entrySet().stream()
                    .allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
              });
    }
    assertThat(copies.values()).isNotEmpty().containsOnly(PARTITIONS);
    assertThat(copies).containsKeys(told.toArray(String[]::new));
  }

  /** How often each partition changed its leader. */
  Map<TopicPartition, Integer> leaderEpochs() throws Exception {
    return ask(IsolationLevel.READ_UNCOMMITTED, end -> end.leaderEpoch().orElse(-1));
  }

  private Map<TopicPartition, Long> ends(IsolationLevel isolation) throws Exception {
    return ask(isolation, ListOffsetsResultInfo::offset);
  }

  private <T> Map<TopicPartition, T> ask(
      IsolationLevel isolation, Function<ListOffsetsResultInfo, T> value) throws Exception {
    Map<TopicPartition, OffsetSpec> latest =
        partitions().stream().collect(Collectors.toMap(at -> at, at -> OffsetSpec.latest()));
    return admin
        .listOffsets(latest, new ListOffsetsOptions(isolation))
        .all()
        .get()
        .entrySet()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, end -> value.apply(end.getValue())));
  }

  private List<ProducerState> open() throws Exception {
    return admin.describeProducers(partitions()).all().get().values().stream()
        .flatMap(state -> state.activeProducers().stream())
        .filter(producer -> producer.currentTransactionStartOffset().isPresent())
        .toList();
  }

  private List<TopicPartition> partitions() throws Exception {
    List<TopicPartition> all = new ArrayList<>(DATA);
    if (admin
        .listTopics(new ListTopicsOptions().listInternal(true))
        .names()
        .get()
        .contains("__consumer_offsets")) {
      for (int partition = 0; partition < 4; partition++) {
        all.add(new TopicPartition("__consumer_offsets", partition));
      }
    }
    return all;
  }

  private void write(String id) {
    KafkaProducer<String, String> producer = producer(id, Duration.ofSeconds(5));
    try (KafkaConsumer<String, String> group = consumer(id)) {
      producer.initTransactions();
      for (int number = 0; !stopping; number++) {
        commit(producer, id + ":" + run + ":" + number, group.groupMetadata());
      }
    } catch (KafkaException e) {
      LOG.info("{} lost its broker", id, e);
    } finally {
      // Left to itself it waits for its broker for ever.
      producer.close(Duration.ofMillis(200));
    }
  }

  private void commit(
      KafkaProducer<String, String> producer, String value, ConsumerGroupMetadata group) {
    producer.beginTransaction();
    for (TopicPartition at : DATA) {
      // What fails makes the commit fail.
      var unused = producer.send(new ProducerRecord<>(at.topic(), at.partition(), null, value));
    }
    producer.sendOffsetsToTransaction(Map.of(DATA.get(0), new OffsetAndMetadata(1)), group);
    producer.commitTransaction();
    told.add(value);
  }

  private KafkaConsumer<String, String> consumer(String group) {
    Map<String, Object> settings = new HashMap<>(bootstrap);
    settings.put("group.id", group);
    settings.put("isolation.level", "read_committed");
    return new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer());
  }

  private KafkaProducer<String, String> producer(String id, Duration bound) {
    Map<String, Object> settings = new HashMap<>(bootstrap);
    settings.put("transactional.id", id);
    settings.put("max.block.ms", (int) bound.toMillis());
    settings.put("request.timeout.ms", (int) bound.toMillis() / 2);
    settings.put("delivery.timeout.ms", (int) bound.toMillis());
    return new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer());
  }

  @Override
  public void close() {
    stopping = true;
    admin.close(Duration.ofSeconds(1));
  }
}
