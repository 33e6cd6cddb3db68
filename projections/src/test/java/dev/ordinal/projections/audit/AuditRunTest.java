package dev.ordinal.projections.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.topics.CommandBacklog;
import dev.ordinal.projections.ProjectionsApplication;
import dev.ordinal.projections.audit.checks.Kind;
import dev.ordinal.projections.audit.checks.ScopeReport;
import dev.ordinal.projections.projector.KafkaSettings;
import dev.ordinal.projections.projector.Samples;
import dev.ordinal.projections.projector.TestBroker;
import dev.ordinal.projections.projector.TestPostgres;
import dev.ordinal.projections.projector.Writer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.LongPredicate;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit of a real log and a real Postgres. */
class AuditRunTest {

  private static final Duration LONG = Duration.ofSeconds(60);
  private static @Nullable TestPostgres postgres;

  @TempDir private Path folder;

  private final SampleLog log = new SampleLog();
  private @Nullable TestBroker broker;

  @BeforeAll
  static void startPostgres() throws Exception {
    postgres = TestPostgres.start();
  }

  @AfterAll
  static void stopPostgres() throws Exception {
    postgres().close();
  }

  @BeforeEach
  void startBroker() throws Exception {
    postgres().wipe();
    broker = TestBroker.start(folder, TestBroker.freePort());
  }

  @AfterEach
  void stopBroker() {
    broker().close();
  }

  @Test
  void aWholeLogIsCleanAndEachScopeIsTold() throws Exception {
    writeAndFold();
    AuditReport report = audit();
    assertThat(told(report)).isEmpty();
    assertThat(report.notChecked()).isEmpty();
    assertThat(report.isClean()).isTrue();
    assertThat(report.commands()).isEqualTo(4);
    assertThat(report.scopes())
        .extracting(
            ScopeReport::series,
            ScopeReport::period,
            ScopeReport::first,
            ScopeReport::last,
            ScopeReport::count,
            ScopeReport::voids,
            ScopeReport::skipped)
        .containsExactly(
            tuple("BOQ", "2025-11", 1L, 2L, 2L, 1L, 0L),
            tuple("GAM", "20251121", 1L, 13L, 6L, 0L, 7L),
            tuple("HM-P", "", 2L, 5L, 3L, 0L, 2L));

    AuditReport unknown =
        new AuditRun(kafka(), null, new AuditRun.Options(Set.of(), "another", Duration.ZERO))
            .run((done, total) -> {});
    assertThat(unknown.notChecked())
        .singleElement()
        .asString()
        .startsWith("outcomes: group another has committed nothing on [ordinal.commands-");
  }

  @Test
  void oneEventThatIsRemovedIsNamedAndTheOtherSeriesAreClean() throws Exception {
    log.records().remove(log.find("GAM-20251121-0012"));
    writeAndFold();
    assertThat(told(audit()))
        .singleElement()
        .asString()
        .startsWith("GAM 20251121: 12 is missing before ordinal.orders.events-");
    assertThat(audit(true, Set.of("GAM")).findings().count()).isEqualTo(1);
    assertThat(audit(true, Set.of("BOQ", "HM-P")).isClean()).isTrue();
    assertThat(audit(true, Set.of("NONE")).notChecked())
        .containsExactly("there is no series NONE in the log");
  }

  @Test
  void oneEventThatIsThereTwiceIsNamed() throws Exception {
    int place = log.find("GAM-20251121-0012");
    log.records().add(place, log.records().get(place));
    log.write(broker().bootstrapServers());
    assertThat(told(audit(false, Set.of())))
        .singleElement()
        .asString()
        .startsWith("GAM 20251121: GAM-20251121-0012 at ordinal.orders.events-");
  }

  @Test
  void severalFaultsAreToldApart() throws Exception {
    ProducerRecord<byte[], byte[]> last = log.records().get(log.find("GAM-20251121-0013"));
    last.headers().remove("ce_sequence");
    log.records().add(log.records().get(log.result(3)));
    log.records().remove(log.find(record -> type(record).contains("reset")));
    log.records().remove(log.result(2));
    log.records().add(new ProducerRecord<>(last.topic(), last.partition(), null, new byte[3]));
    log.write(broker().bootstrapServers());
    AuditReport report = audit(false, Set.of());
    assertThat(report.noEvents()).isEqualTo(1);
    assertThat(report.findings())
        .returns(1L, found -> found.count(Kind.UNREADABLE))
        .returns(1L, found -> found.count(Kind.HOLE))
        .returns(1L, found -> found.count(Kind.MISSING_OUTCOME))
        .returns(1L, found -> found.count(Kind.SECOND_OUTCOME))
        .returns(4L, found -> found.count());
  }

  @Test
  void whatIsFalsifiedInPostgresIsFound() throws Exception {
    writeAndFold();
    sql("UPDATE read_2.numbers SET command_id = gen_random_uuid() WHERE number LIKE 'BOQ%1'");
    sql("UPDATE read_2.orders SET status = 'placed' WHERE status = 'cancelled'");
    sql("UPDATE read_2.skips SET reason = 'another' WHERE how = 'reset'");
    sql("DELETE FROM read_2.numbers WHERE number = 'GAM-20251121-0003'");
    assertThat(told(audit()))
        .containsExactly(
            "numbers of BOQ 2025-11: 2 by the log and in Postgres, but not the same",
            "numbers of GAM 20251121: 6 by the log, 5 in Postgres",
            "orders of GAM that are cancelled: 1 by the log, 0 in Postgres",
            "orders of GAM that are placed: 4 by the log, 5 in Postgres",
            "skips of GAM 20251121: 1 by the log and in Postgres, but not the same");

    try (Writer writer = new Writer(broker().bootstrapServers())) {
      writer.commit(Samples.event(Samples.placed(14)));
    }
    AuditReport behind = audit();
    assertThat(told(behind)).isEmpty();
    assertThat(behind.notChecked())
        .containsExactly(
            "Postgres is 2 log positions behind the log after 1 s, so it was not compared");

    sql("UPDATE read_2.positions SET next_offset = 99 WHERE topic = 'ordinal.teams.events'");
    assertThat(audit().findings().count(Kind.READ_MODEL)).isEqualTo(4);
  }

  @Test
  void theServiceAuditsWhileItRunsAndTellsByItsMetrics() throws Exception {
    writeAndFold();
    MetricRegistry metrics = new MetricRegistry();
    AuditWatch watch =
        new AuditWatch(
            kafka(),
            postgres().settings(),
            new AuditSettings(true, 1_000, 1, 1, CommandBacklog.DEFAULT_GROUP),
            metrics);
    watch.start();
    try (Writer writer = new Writer(broker().bootstrapServers())) {
      awaitGauge(metrics, "events", events -> events > 20);
      assertThat(gauge(metrics, "violations")).isZero();

      sql("DELETE FROM read_2.numbers WHERE number = 'GAM-20251121-0003'");
      awaitGauge(metrics, "violations.read-model", count -> count == 1);

      writer.commit(Samples.event(Samples.placed(15)));
      awaitGauge(metrics, "violations.hole", count -> count == 1);
      writer.commit(Samples.event(Samples.placed(15)));
      awaitGauge(metrics, "violations.duplicate", count -> count == 1);
      assertThat(gauge(metrics, "violations")).isEqualTo(3);
    } finally {
      watch.stop();
    }
  }

  private static String type(ProducerRecord<byte[], byte[]> record) {
    Header type = record.headers().lastHeader("ce_type");
    return type == null ? "" : new String(type.value(), UTF_8);
  }

  private static void awaitGauge(MetricRegistry metrics, String name, LongPredicate wanted) {
    await(name).atMost(LONG).until(() -> wanted.test(gauge(metrics, name)));
  }

  private static long gauge(MetricRegistry metrics, String name) {
    Gauge<?> gauge = Objects.requireNonNull(metrics.getGauges().get("ordinal.audit." + name), name);
    return ((Number) gauge.getValue()).longValue();
  }

  private void writeAndFold() throws Exception {
    log.write(broker().bootstrapServers());
    ProjectionsApplication.rebuild(kafka(), postgres().settings()).run((folded, total) -> {});
  }

  private AuditReport audit() throws Exception {
    return audit(true, Set.of());
  }

  private AuditReport audit(boolean withPostgres, Set<String> series) throws Exception {
    return new AuditRun(
            kafka(),
            withPostgres ? postgres().settings() : null,
            new AuditRun.Options(series, CommandBacklog.DEFAULT_GROUP, Duration.ofSeconds(1)))
        .run((done, total) -> assertThat(done).isLessThanOrEqualTo(total));
  }

  private static List<String> told(AuditReport report) {
    return Arrays.stream(Kind.values())
        .flatMap(kind -> report.findings().told(kind).stream())
        .toList();
  }

  private KafkaSettings kafka() {
    return new KafkaSettings(broker().bootstrapServers(), (short) 1);
  }

  private static void sql(String statement) {
    postgres().jdbi().useHandle(handle -> handle.execute(statement));
  }

  private TestBroker broker() {
    return Objects.requireNonNull(broker);
  }

  private static TestPostgres postgres() {
    return Objects.requireNonNull(postgres);
  }
}
