package dev.ordinal.projections.projector;

import static dev.ordinal.projections.projector.Samples.cancelled;
import static dev.ordinal.projections.projector.Samples.command;
import static dev.ordinal.projections.projector.Samples.event;
import static dev.ordinal.projections.projector.Samples.placed;
import static dev.ordinal.projections.projector.Samples.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.commands.CommandsProjection;
import dev.ordinal.projections.orders.OrdersProjection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
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
    awaitTrouble(projector, "stopped: " + GAM + "@0: order GAM-20251121-0007");
  }

  @Test
  void aRebuildKeepsServingAndTheProjectorGoesOnInTheNewTables() throws Exception {
    startKafka();
    startPostgres();
    Projector projector = startProjector();
    awaitHealthy(projector);
    List<Long> orders = new ArrayList<>();
    List<Long> totals = new ArrayList<>();
    try (Writer writer = writer()) {
      for (int sequence = 1; sequence <= 20; sequence++) {
        writer.commit(event(placed(sequence)), event(cancelled(sequence)));
      }
      awaitAllFolded();
      damage();

      rebuild()
          .run(
              (folded, total) -> {
                orders.add(count("api.orders"));
                totals.add(total);
                assertThat(folded).isBetween(0L, total);
              });

      writer.commit(event(placed(21)));
      awaitAllFolded();
    }
    assertThat(orders).isNotEmpty().allMatch(shown -> shown >= 19);
    assertThat(totals).last().isEqualTo(60L);
    assertThat(count("api.orders")).isEqualTo(21);
    assertThat(count("api.orders WHERE status = 'cancelled'")).isEqualTo(20);
    assertThat(count("api.commands WHERE owner = 'GONE'")).as("taken over").isEqualTo(1);
    assertThat(count("pg_namespace WHERE nspname ~ '^read_'")).isEqualTo(1);
    assertThat(projector.health().execute().isHealthy()).isTrue();
  }

  @Test
  void onlyOneRebuildRunsAtATime() throws Exception {
    startKafka();
    startPostgres();
    try (Handle other = jdbi().open()) {
      other.execute("SELECT pg_advisory_lock(hashtext('ordinal.rebuild'))");

      assertThatThrownBy(() -> rebuild().run((folded, total) -> {}))
          .isInstanceOf(RebuildException.class)
          .hasMessage("another rebuild is running");
    }
  }

  @Test
  void whatABrokenRebuildLeftIsRemovedByTheNext() throws Exception {
    startKafka();
    startPostgres();
    rebuild().run((folded, total) -> {});
    jdbi().useHandle(handle -> handle.execute("CREATE SCHEMA read_99"));

    rebuild().run((folded, total) -> {});

    assertThat(count("pg_namespace WHERE nspname = 'read_99'")).isZero();
  }

  @Test
  void aRebuildWithoutPostgresSaysSo() {
    assertThatThrownBy(() -> rebuild().run((folded, total) -> {}))
        .isInstanceOf(RebuildException.class)
        .hasMessageContaining("Postgres: ")
        .hasMessageContaining("refused");
  }

  /** A lost order, which a rebuild brings back, and a command that the log no longer holds. */
  private void damage() {
    jdbi()
        .useHandle(
            handle -> {
              handle.execute("DELETE FROM read_1.orders WHERE sequence = 5");
              handle.execute(
                  "INSERT INTO read_1.commands VALUES (?, 'GONE', 'pending', now())",
                  UUID.randomUUID());
            });
  }

  private Projector startProjector() throws Exception {
    Projector projector =
        new Projector(
            kafka(), TestPostgres.settings(postgresPort), 10, PROJECTIONS, new MetricRegistry());
    open.add(projector::stop);
    projector.start();
    return projector;
  }

  private Rebuild rebuild() {
    return new Rebuild(kafka(), TestPostgres.settings(postgresPort), PROJECTIONS);
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

  /** Until the read model stands where the log ends, transaction markers included. */
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
                              "api.positions WHERE topic = '%s' AND partition = %d AND next_offset = %d"
                                  .formatted(GAM.topic(), GAM.partition(), end)))
                      .isEqualTo(1));
    }
  }
}
