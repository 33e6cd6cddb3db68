package dev.ordinal.projections.projector;

import static dev.ordinal.projections.projector.Samples.cancelled;
import static dev.ordinal.projections.projector.Samples.command;
import static dev.ordinal.projections.projector.Samples.event;
import static dev.ordinal.projections.projector.Samples.placed;
import static dev.ordinal.projections.projector.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheck;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.commands.CommandsProjection;
import dev.ordinal.projections.orders.OrdersProjection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of it, on a real broker and a real Postgres that come and go. */
class ProjectorTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final List<Projection> PROJECTIONS =
      List.of(new OrdersProjection(), new CommandsProjection());
  private static final TopicPartition GAM =
      new TopicPartition(Topics.ORDER_EVENTS.name(), Topics.partitionOf("GAM"));

  @TempDir private Path directory;

  private final List<AutoCloseable> open = new ArrayList<>();
  private int kafkaPort;
  private int postgresPort;

  @BeforeEach
  void choosePorts() throws Exception {
    kafkaPort = TestBroker.freePort();
    postgresPort = TestBroker.freePort();
  }

  @AfterEach
  void closeAll() throws Exception {
    for (int i = open.size() - 1; i >= 0; i--) {
      open.get(i).close();
    }
  }

  @Test
  void itStartsAloneAndFoldsOnceKafkaAndPostgresAreThere() throws Exception {
    Projector projector = startProjector();
    awaitTrouble(projector, "Postgres: ");

    startPostgres();
    awaitTrouble(projector, "Kafka: ");

    startKafka();
    awaitHealthy(projector);
    try (Writer writer = writer()) {
      writer.commit(event(placed(1)), record(command(new UUID(0, 1))));
      writer.abort(event(placed(2)));
    }
    awaitAllFolded();
    assertThat(count("api.orders")).isEqualTo(1);
    assertThat(count("api.commands")).isEqualTo(1);
  }

  @Test
  void itCatchesUpByItselfAfterPostgresWasAway() throws Exception {
    startKafka();
    TestPostgres postgres = startPostgres();
    Projector projector = startProjector();
    awaitHealthy(projector);
    try (Writer writer = writer()) {
      writer.commit(event(placed(1)));
      awaitAllFolded();

      open.remove(postgres);
      postgres.close();
      writer.commit(event(placed(2)));
      awaitTrouble(projector, "Postgres: ");

      startPostgres();
      awaitHealthy(projector);
      awaitAllFolded();
    }
    assertThat(count("api.orders")).isEqualTo(2);
  }

  @Test
  void twoInstancesFoldEveryRecordOnceWhileOneLeaves() throws Exception {
    startKafka();
    startPostgres();
    Projector first = startProjector();
    awaitHealthy(first);
    Projector second = startProjector();
    awaitHealthy(second);
    try (Writer writer = writer()) {
      for (int sequence = 1; sequence <= 50; sequence++) {
        writer.commit(event(placed(sequence)));
        if (sequence == 25) {
          first.stop();
        }
      }
    }
    awaitAllFolded();
    assertThat(count("api.orders")).isEqualTo(50);
    assertThat(second.health().execute().isHealthy()).isTrue();
  }

  @Test
  void anImpossibleEventStopsItAndIsNamed() throws Exception {
    startKafka();
    startPostgres();
    Projector projector = startProjector();
    awaitHealthy(projector);
    try (Writer writer = writer()) {
      writer.commit(event(cancelled(7)));
    }
    awaitTrouble(projector, "stopped: " + GAM + "@0: GAM-20251121-0007");
  }

  @Test
  void anErrorDoesNotEndItAndIsTold() throws Exception {
    startKafka();
    startPostgres();
    AtomicBoolean failing = new AtomicBoolean(true);
    Projection dying =
        () ->
            List.of(
                new Feed<>(
                    Topics.ORDER_EVENTS,
                    (tx, entries) -> {
                      if (failing.get()) {
                        throw new StackOverflowError("of a fold");
                      }
                    }));
    Projector projector = startProjector(List.of(new OrdersProjection(), dying));
    awaitHealthy(projector);
    try (Writer writer = writer()) {
      writer.commit(event(placed(1)));
    }
    awaitTrouble(projector, "the projector failed with StackOverflowError");

    failing.set(false);
    awaitHealthy(projector);
    awaitAllFolded();
    assertThat(count("api.orders")).isEqualTo(1);
  }

  @Test
  void aRecordThatIsNoEventIsToldAndTheOthersAreFolded() throws Exception {
    startKafka();
    startPostgres();
    Projector projector = startProjector();
    awaitHealthy(projector);
    try (Writer writer = writer()) {
      writer.commit(
          new ProducerRecord<>(GAM.topic(), GAM.partition(), null, new byte[1]), event(placed(1)));
    }
    awaitAllFolded();
    assertThat(count("api.orders")).isEqualTo(1);
    assertThat(projector.health().execute())
        .returns(true, HealthCheck.Result::isHealthy)
        .returns(
            "1 records could not be folded, see api.parked_records",
            HealthCheck.Result::getMessage);
  }

  @Test
  void aReadModelOfAnotherLogStopsIt() throws Exception {
    startKafka();
    startPostgres();
    new Rebuild(kafka(), TestPostgres.settings(postgresPort), PROJECTIONS)
        .run((folded, total) -> {});
    jdbi().useHandle(handle -> handle.execute("UPDATE read_2.positions SET next_offset = 99"));

    Projector projector = startProjector();

    awaitTrouble(projector, "stopped: the read model has folded ordinal.");
  }

  private Projector startProjector() throws Exception {
    return startProjector(PROJECTIONS);
  }

  private Projector startProjector(List<Projection> projections) throws Exception {
    Projector projector =
        new Projector(
            kafka(),
            TestPostgres.settings(postgresPort),
            new ProjectorSettings("projections-" + open.size(), 10),
            projections,
            new MetricRegistry());
    open.add(projector::stop);
    projector.start();
    return projector;
  }

  private KafkaSettings kafka() {
    return new KafkaSettings("127.0.0.1:" + kafkaPort, (short) 1);
  }

  private void startKafka() throws Exception {
    open.add(TestBroker.start(directory.resolve("kafka"), kafkaPort));
  }

  private TestPostgres startPostgres() throws Exception {
    TestPostgres postgres = TestPostgres.start(directory.resolve("postgres"), postgresPort);
    open.add(postgres);
    return postgres;
  }

  private Writer writer() {
    return new Writer(kafka().bootstrapServers());
  }

  private Jdbi jdbi() {
    return Jdbi.create(TestPostgres.settings(postgresPort).patient());
  }

  private long count(String from) {
    return jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM " + from).mapTo(long.class).one());
  }

  private static void awaitHealthy(Projector projector) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(projector.health().execute().getMessage()).as("trouble").isNull());
  }

  private static void awaitTrouble(Projector projector, String start) {
    await()
        .atMost(LONG)
        .untilAsserted(
            () -> assertThat(projector.health().execute().getMessage()).startsWith(start));
  }

  /** Until the read model has come to where the log ended when this was called. */
  private void awaitAllFolded() throws Exception {
    try (Admin admin = Admin.create(kafka().client())) {
      long end =
          admin.listOffsets(Map.of(GAM, OffsetSpec.latest())).partitionResult(GAM).get().offset();
      await()
          .atMost(LONG)
          .untilAsserted(
              () ->
                  assertThat(
                          count(
                              "api.positions WHERE topic = '%s' AND partition = %d AND next_offset >= %d"
                                  .formatted(GAM.topic(), GAM.partition(), end)))
                      .isEqualTo(1));
    }
  }
}
