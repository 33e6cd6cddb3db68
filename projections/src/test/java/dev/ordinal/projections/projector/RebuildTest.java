package dev.ordinal.projections.projector;

import static dev.ordinal.projections.projector.Samples.cancelled;
import static dev.ordinal.projections.projector.Samples.event;
import static dev.ordinal.projections.projector.Samples.placed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.projections.commands.CommandsProjection;
import dev.ordinal.projections.numbers.NumbersProjection;
import dev.ordinal.projections.orders.OrdersProjection;
import dev.ordinal.projections.series.SeriesProjection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RebuildTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static final List<Projection> PROJECTIONS =
      List.of(
          new OrdersProjection(),
          new CommandsProjection(),
          new SeriesProjection(),
          new NumbersProjection());

  @TempDir private static Path directory;
  private static TestBroker broker;
  private static TestPostgres postgres;

  @BeforeAll
  static void start() throws Exception {
    broker = TestBroker.start(directory, TestBroker.freePort());
    postgres = TestPostgres.start();
  }

  @AfterAll
  static void stop() throws Exception {
    postgres.close();
    broker.close();
  }

  @BeforeEach
  void beginAnew() {
    postgres.wipe();
    try (Admin admin = Admin.create(kafka().client())) {
      // A broker may deny for a moment that it has the topic it has just made.
      await()
          .atMost(LONG)
          .ignoreExceptions()
          .untilAsserted(() -> TopicSetup.ensure(admin, (short) 1));
    }
  }

  @AfterEach
  void deleteTopics() throws Exception {
    try (Admin admin = Admin.create(kafka().client())) {
      admin.deleteTopics(Topics.all().stream().map(TypedTopic::name).toList()).all().get();
      await().atMost(LONG).until(() -> admin.listTopics().names().get().isEmpty());
    }
  }

  @Test
  void itServesAllTheTimeAndTheProjectorGoesOnInTheNewTables() throws Exception {
    Projector projector = startProjector();
    List<Long> shown = new ArrayList<>();
    List<Long> left = new ArrayList<>();
    try (Writer writer = new Writer(broker.bootstrapServers())) {
      for (int sequence = 1; sequence <= 20; sequence++) {
        writer.commit(event(placed(sequence)), event(cancelled(sequence)));
      }
      awaitOrders("status = 'cancelled'", 20);
      damage();
      execute("CREATE VIEW report AS SELECT count(*) AS orders FROM api.orders");

      rebuild()
          .run(
              (folded, total) -> {
                shown.add(count("api.orders"));
                left.add(total - folded);
              });

      writer.commit(event(placed(21)));
      awaitOrders("status = 'placed'", 1);
    } finally {
      projector.stop();
    }
    assertThat(shown).isNotEmpty().allMatch(orders -> orders >= 19);
    assertThat(left).allMatch(positions -> positions >= 0).last().isEqualTo(0L);
    assertThat(count("api.orders")).as("the lost one is back").isEqualTo(21);
    assertThat(count("report WHERE orders = 21")).as("a view on the view lives on").isEqualTo(1);
    execute("DROP VIEW report");
    assertThat(count("api.orders WHERE status = 'cancelled'")).isEqualTo(20);
    assertThat(count("api.commands WHERE owner = 'GONE'")).as("taken over").isEqualTo(1);
    assertThat(count("pg_namespace WHERE nspname ~ '^read_'")).isEqualTo(1);
  }

  @Test
  void everyNumberAndSkipIsTheSameAfterwards() throws Exception {
    Projector projector = startProjector();
    String before;
    try (Writer writer = new Writer(broker.bootstrapServers())) {
      writer.commit(event(placed(1)), event(NumberingSamples.reset(1, 5)), event(placed(6)));
      for (Event event : NumberingSamples.imported()) {
        writer.commit(event(event));
      }
      await().atMost(LONG).until(() -> count("api.numbers") == 4 && count("api.skips") == 2);
      before = NumberingSamples.dump(postgres);

      rebuild().run((folded, total) -> {});
    } finally {
      projector.stop();
    }
    assertThat(count("pg_namespace WHERE nspname = 'read_1'")).isZero();
    assertThat(NumberingSamples.dump(postgres)).isEqualTo(before);
  }

  @Test
  void onlyOneRunsAtATime() {
    try (Handle other = postgres.jdbi().open()) {
      other.execute("SELECT pg_advisory_lock(hashtext('ordinal.rebuild'))");

      assertThatThrownBy(() -> rebuild().run((folded, total) -> {}))
          .isInstanceOf(RebuildException.class)
          .hasMessage("another rebuild is running");
    }
  }

  @Test
  void whatABrokenOneLeftIsRemovedByTheNext() throws Exception {
    try (Writer writer = new Writer(broker.bootstrapServers())) {
      writer.commit(event(placed(1)), event(placed(1)));
    }
    postgres.jdbi().useHandle(handle -> handle.execute("CREATE SCHEMA read_99"));

    for (int attempt = 1; attempt <= 2; attempt++) {
      assertThatThrownBy(() -> rebuild().run((folded, total) -> {}))
          .isInstanceOf(RebuildException.class)
          .hasMessageContaining("@1: duplicate key");
      assertThat(count("api.orders")).as("the old tables serve").isZero();
      assertThat(count("pg_namespace WHERE nspname ~ '^read_'")).isEqualTo(2);
    }
  }

  @Test
  void withoutPostgresItSaysSo() throws Exception {
    PostgresSettings nowhere = TestPostgres.settings(TestBroker.freePort());

    assertThatThrownBy(() -> new Rebuild(kafka(), nowhere, PROJECTIONS).run((folded, total) -> {}))
        .isInstanceOf(RebuildException.class)
        .hasMessageStartingWith("Postgres: Connection to 127.0.0.1:")
        .hasMessageContaining("refused");
  }

  /** A lost order, which a rebuild brings back, and a command that the log no longer holds. */
  private static void execute(String sql) {
    postgres.jdbi().useHandle(handle -> handle.execute(sql));
  }

  private static void damage() {
    postgres
        .jdbi()
        .useHandle(
            handle -> {
              handle.execute("DELETE FROM read_1.orders WHERE sequence = 5");
              handle.execute(
                  "INSERT INTO read_1.commands VALUES (?, 'GONE', 'pending', now())",
                  UUID.randomUUID());
            });
  }

  private static Projector startProjector() throws Exception {
    Projector projector =
        new Projector(
            kafka(),
            postgres.settings(),
            new ProjectorSettings("projections-1", 10),
            PROJECTIONS,
            new MetricRegistry());
    projector.start();
    await().atMost(LONG).until(() -> projector.health().execute().isHealthy());
    return projector;
  }

  private static Rebuild rebuild() {
    return new Rebuild(kafka(), postgres.settings(), PROJECTIONS);
  }

  private static KafkaSettings kafka() {
    return new KafkaSettings(broker.bootstrapServers(), (short) 1);
  }

  private static void awaitOrders(String where, long count) {
    await()
        .atMost(LONG)
        .untilAsserted(() -> assertThat(count("api.orders WHERE " + where)).isEqualTo(count));
  }

  private static long count(String from) {
    return postgres
        .jdbi()
        .withHandle(
            handle -> handle.createQuery("SELECT count(*) FROM " + from).mapTo(long.class).one());
  }
}
