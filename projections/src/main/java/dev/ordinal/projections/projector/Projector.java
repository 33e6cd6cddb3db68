package dev.ordinal.projections.projector;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheck;
import dev.ordinal.contracts.topics.TopicSetup;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.WakeupException;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The thread that folds the log into Postgres. It starts without Kafka and without Postgres, waits
 * for either as often and as long as needed, and stops for good only on a record that cannot be
 * folded. Several instances share the partitions.
 */
public final class Projector implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(Projector.class);
  private static final String GROUP = "ordinal-projections";
  private static final Duration LEAVE = Duration.ofSeconds(2);
  private static final Duration JOIN = Duration.ofSeconds(15);

  private final KafkaSettings kafka;
  private final int batchRecords;
  private final List<Feed<?>> feeds;
  private final Generations generations;
  private final ManagedDataSource pool;
  private final ProjectorMetrics metrics;
  private final ProjectorStatus status = new ProjectorStatus();
  private final CountDownLatch stopping = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "projector");
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /**
   * Starts nothing yet.
   *
   * @param batchRecords most records in one transaction, at least 1
   */
  public Projector(
      KafkaSettings kafka,
      PostgresSettings postgres,
      int batchRecords,
      List<Projection> projections,
      MetricRegistry metrics) {
    this.kafka = kafka;
    this.batchRecords = batchRecords;
    this.feeds = projections.stream().<Feed<?>>flatMap(p -> p.feeds().stream()).toList();
    this.generations = new Generations(postgres.patient());
    this.pool = postgres.pool(metrics);
    this.metrics = new ProjectorMetrics(metrics);
  }

  /** Healthy while the log is being folded; otherwise it says what is in the way. */
  public HealthCheck health() {
    return status;
  }

  @Override
  public void start() throws Exception {
    pool.start();
    thread.start();
  }

  /** Lets the transaction at hand end; takes some seconds at most. */
  @Override
  public void stop() throws Exception {
    stopping.countDown();
    Consumer<byte[], byte[]> polling = consumer;
    if (polling != null) {
      polling.wakeup();
    }
    thread.join(JOIN.toMillis());
    pool.stop();
  }

  private void run() {
    try {
      retry("Postgres", generations::prepare);
      retry("Kafka", this::setUpTopics);
      retry("Kafka", this::fold);
    } catch (ImpossibleRecordException e) {
      status.stopped(Failures.reason(e));
    } catch (InterruptedException e) {
      status.stopped("interrupted");
    } catch (RuntimeException | Error e) {
      status.stopped("a bug: " + e.getClass().getName());
      LOG.error("the projector died", e);
    }
  }

  /** Until it succeeds once or the service stops. */
  private void retry(String dependency, Runnable step) throws InterruptedException {
    Pause pause = new Pause();
    while (stopping.getCount() > 0) {
      try {
        step.run();
        return;
      } catch (ImpossibleRecordException e) {
        throw e;
      } catch (RuntimeException e) {
        status.waiting(dependency + ": " + Failures.reason(e));
        if (stopping.await(pause.current().toMillis(), TimeUnit.MILLISECONDS)) {
          return;
        }
        pause.lengthen();
      }
    }
  }

  private void setUpTopics() {
    try (Admin admin = Admin.create(kafka.client())) {
      TopicSetup.ensure(admin, kafka.replicationFactor());
    }
  }

  private void fold() {
    Jdbi jdbi = Jdbi.create(pool);
    ReadModel readModel = new ReadModel(jdbi, feeds, Generations::enterActive);
    Consumer<byte[], byte[]> polling =
        kafka.consumer(
            batchRecords,
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "classic",
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                10_000));
    consumer = polling;
    try {
      FoldLoop loop = new FoldLoop(polling, readModel, feeds, status, metrics);
      loop.subscribe();
      while (stopping.getCount() > 0) {
        loop.step();
      }
    } catch (WakeupException e) {
      LOG.debug("woken up to stop");
    } finally {
      consumer = null;
      polling.close(CloseOptions.timeout(LEAVE));
    }
  }
}
