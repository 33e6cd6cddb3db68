package dev.ordinal.projections.audit;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.projections.audit.checks.Findings;
import dev.ordinal.projections.audit.checks.Kind;
import dev.ordinal.projections.projector.KafkaSettings;
import dev.ordinal.projections.projector.PostgresSettings;
import io.dropwizard.lifecycle.Managed;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The audit that goes on while the service runs: from the beginning of the log at each start, then
 * after it. What it finds is a metric and a line in the log, and stops nothing; what fails in it is
 * tried again and stops nothing either.
 *
 * <p>Metrics: {@code ordinal.audit.violations}, and {@code ordinal.audit.violations.KIND} for each
 * {@link Kind}; {@code ordinal.audit.round-age-seconds} and {@code
 * ordinal.audit.comparison-age-seconds}, since all that was there was judged, and compared with
 * Postgres, last, or since the start; {@code ordinal.audit.events}.
 */
public final class AuditWatch implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(AuditWatch.class);

  private static final int POLL_RECORDS = 500;
  private static final int FETCH_BYTES = 2 * 1024 * 1024;
  private static final Duration JOIN = Duration.ofSeconds(5);

  private final KafkaSettings kafka;
  private final AuditSettings settings;
  private final ReadModelReader readModel;
  private final BackgroundLoop loop;

  private volatile Findings logFindings = new Findings();
  private volatile Findings differences = new Findings();
  private volatile long events;
  private volatile long judgedAt = System.nanoTime();
  private volatile long comparedAt = System.nanoTime();

  /** Used by the loop's thread alone; null before the first reading and after a broken one. */
  private @Nullable LogReader log;

  private @Nullable Audit audit;
  private @Nullable String kafkaTrouble;
  private @Nullable String postgresTrouble;
  private boolean compared;
  private long polledAt;
  private long told;

  /** Starts nothing yet. */
  public AuditWatch(
      KafkaSettings kafka,
      PostgresSettings postgres,
      AuditSettings settings,
      MetricRegistry metrics) {
    this.kafka = kafka;
    this.settings = settings;
    this.readModel = new ReadModelReader(postgres, Set.of());
    this.loop =
        new BackgroundLoop("audit", Duration.ofSeconds(settings.intervalSeconds()), this::turn);
    gauge(metrics, "violations", this::violations);
    for (Kind kind : Kind.values()) {
      gauge(
          metrics,
          "violations." + kind.label(),
          () -> logFindings.count(kind) + differences.count(kind));
    }
    gauge(metrics, "round-age-seconds", () -> age(judgedAt));
    gauge(metrics, "comparison-age-seconds", () -> age(comparedAt));
    gauge(metrics, "events", () -> events);
    metrics.gauge("background.audit.failures", () -> loop::failures);
  }

  @Override
  public void start() {
    if (settings.enabled()) {
      loop.start();
    }
  }

  /** Breaks off what is being read. */
  @Override
  public void stop() throws InterruptedException {
    loop.stop(loop::interrupt, JOIN);
    if (!loop.isAlive()) {
      close();
    }
  }

  /** How many violations there are, in the log since its beginning and in Postgres last time. */
  long violations() {
    return logFindings.count() + differences.count();
  }

  private void turn() {
    try {
      round();
      kafkaTrouble = null;
    } catch (RetriableException e) {
      // Without brokers there is nothing to audit. What was read is counted and not read again.
      String trouble = "Kafka, " + e.getClass().getSimpleName();
      sayOnce(kafkaTrouble, trouble);
      kafkaTrouble = trouble;
    } catch (InterruptException e) {
      throw e;
    } catch (RuntimeException | Error e) {
      // It begins anew, be it that retention was faster.
      close();
      throw e;
    }
  }

  private static void sayOnce(@Nullable String before, String trouble) {
    if (!trouble.equals(before)) {
      LOG.info("the audit waits for {}", trouble);
    }
  }

  private void round() {
    LogReader reader = log;
    Audit current = audit;
    if (reader == null || current == null) {
      reader = new LogReader(kafka, POLL_RECORDS, FETCH_BYTES, Audit.partitions(), this::pace);
      log = reader;
      current = new Audit(reader, settings.numberingGroup(), Set.of());
      audit = current;
      logFindings = current.findings();
      told = 0;
    }
    polledAt = System.nanoTime();
    Snapshot snapshot = isDue() ? snapshot(reader) : null;
    Audit.Targets targets = current.targets(snapshot);
    if (snapshot != null && !current.isComparable(snapshot, targets)) {
      snapshot = null;
      targets = current.targets(null);
    }
    current.round(targets);
    judgedAt = System.nanoTime();
    if (snapshot != null) {
      compare(current, snapshot);
    }
    events = current.events();
    tell();
  }

  private boolean isDue() {
    int interval = settings.postgresIntervalSeconds();
    return interval > 0 && (!compared || age(comparedAt) >= interval);
  }

  /** Null if Postgres does not answer, or is behind what was read: next time, then. */
  private @Nullable Snapshot snapshot(LogReader reader) {
    try {
      Map<TopicPartition, Long> ends = reader.ends(Audit.folded());
      Map<TopicPartition, Long> folded = readModel.positions();
      if (Audit.behind(ends, folded) > 0) {
        return null;
      }
      List<String> beyond = Audit.beyond(reader.ends(Audit.folded()), folded);
      if (!beyond.isEmpty()) {
        Findings found = new Findings();
        beyond.forEach(what -> found.add(Kind.READ_MODEL, what));
        compared(found);
        return null;
      }
      Snapshot snapshot = readModel.snapshot();
      postgresTrouble = null;
      return snapshot;
    } catch (SQLException e) {
      String trouble = "Postgres, SQL state " + e.getSQLState();
      sayOnce(postgresTrouble, trouble);
      postgresTrouble = trouble;
      return null;
    }
  }

  private void compare(Audit current, Snapshot snapshot) {
    Findings found = new Findings();
    current.compare(snapshot, found);
    compared(found);
  }

  private void compared(Findings found) {
    differences = found;
    compared = true;
    comparedAt = System.nanoTime();
    found.told(Kind.READ_MODEL).forEach(what -> LOG.error("Postgres is not the log: {}", what));
  }

  private void tell() {
    long now = logFindings.count();
    if (now > told) {
      told = now;
      for (Kind kind : Kind.values()) {
        if (logFindings.count(kind) > 0) {
          LOG.error(
              "the log breaks {}: {} of {}, such as {}",
              kind.invariant(),
              logFindings.count(kind),
              kind.label(),
              logFindings.told(kind));
        }
      }
    }
  }

  /** Leaves the processor to others; also a sign of life. */
  private void pace(long records) {
    if (loop.isStopping()) {
      throw new InterruptException("stopping");
    }
    loop.goesWell();
    long due = polledAt + records * TimeUnit.SECONDS.toNanos(1) / settings.recordsPerSecond();
    long early = due - System.nanoTime();
    if (early > 0) {
      try {
        loop.await(Duration.ofNanos(early));
      } catch (InterruptedException e) {
        throw new InterruptException(e);
      }
    }
    polledAt = System.nanoTime();
  }

  private void close() {
    LogReader reader = log;
    log = null;
    audit = null;
    if (reader != null) {
      reader.close();
    }
  }

  private static long age(long since) {
    return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - since);
  }

  private static void gauge(MetricRegistry metrics, String name, Gauge<Long> gauge) {
    metrics.gauge("ordinal.audit." + name, () -> gauge);
  }
}
