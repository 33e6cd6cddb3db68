package dev.ordinal.projections.projector;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.health.HealthCheck;
import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.topics.TopicSetup;
import io.dropwizard.db.ManagedDataSource;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/**
 * The thread that folds the log into Postgres. It starts without Kafka and without Postgres, waits
 * for either as often and as long as needed, and stops for good only on a record that contradicts
 * what was folded before. Several instances share the partitions.
 */
public final class Projector implements Managed {

  private static final String GROUP = "ordinal-projections";
  private static final int SESSION_MS = 6_000;

  // Who stops on purpose hands over at once; who was killed takes its partitions up again.
  private static final CloseOptions LEAVE =
      CloseOptions.timeout(Duration.ofSeconds(2))
          .withGroupMembershipOperation(CloseOptions.GroupMembershipOperation.LEAVE_GROUP);
  private static final Duration JOIN = Duration.ofSeconds(15);

  private final KafkaSettings kafka;
  private final ProjectorSettings settings;
  private final List<Feed<?>> feeds;
  private final Generations generations;
  private final ManagedDataSource pool;
  private final ReadModel readModel;
  private final ProjectorMetrics metrics;
  private final ProjectorStatus status;
  private final BackgroundLoop loop = new BackgroundLoop("projector", Duration.ZERO, this::run);
  private volatile @Nullable Consumer<byte[], byte[]> consumer;

  /** Starts nothing yet. */
  public Projector(
      KafkaSettings kafka,
      PostgresSettings postgres,
      ProjectorSettings settings,
      List<Projection> projections,
      MetricRegistry metrics) {
    this.kafka = kafka;
    this.settings = settings;
    this.feeds = projections.stream().<Feed<?>>flatMap(p -> p.feeds().stream()).toList();
    this.generations = new Generations(postgres.patient());
    this.pool = postgres.pool(metrics);
    this.readModel = new ReadModel(Jdbi.create(pool), feeds, Generations::enterActive);
    this.metrics = new ProjectorMetrics(metrics);
    this.status = new ProjectorStatus(loop::trouble, readModel::parked);
    metrics.gauge("projections.parked", () -> readModel::parked);
    metrics.gauge("background.projector.failures", () -> loop::failures);
  }

  /** Healthy while the log is being folded; otherwise it says what is in the way. */
  public HealthCheck health() {
    return status;
  }

  @Override
  public void start() throws Exception {
    pool.start();
    loop.start();
  }

  /** Lets the transaction at hand end; takes some seconds at most. */
  @Override
  public void stop() throws Exception {
    loop.stop(this::wakeUp, JOIN);
    pool.stop();
  }

  private void wakeUp() {
    Consumer<byte[], byte[]> polling = consumer;
    if (polling != null) {
      polling.wakeup();
    }
  }

  private void run() throws InterruptedException {
    try {
      retry("Postgres", generations::prepare);
      retry("Kafka", this::setUpTopics);
      retry("Kafka", this::fold);
    } catch (ImpossibleRecordException e) {
      status.stopped(Failures.reason(e));
      loop.end();
    }
  }

  /** Until it succeeds once or the service stops. */
  private void retry(String dependency, Runnable step) throws InterruptedException {
    status.trying(dependency);
    Pause pause = new Pause();
    while (!loop.isStopping()) {
      try {
        step.run();
        return;
      } catch (ImpossibleRecordException e) {
        throw e;
      } catch (RuntimeException e) {
        if (loop.isStopping()) {
          return;
        }
        // Not left to the loop, whose log would quote the values that were being written.
        status.waiting(dependency + ": " + Failures.reason(e));
        loop.goesWell();
        loop.await(pause.current());
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
    Consumer<byte[], byte[]> polling =
        kafka.consumer(
            settings.batchRecords(),
            Map.of(
                ConsumerConfig.GROUP_ID_CONFIG,
                GROUP,
                ConsumerConfig.GROUP_PROTOCOL_CONFIG,
                "classic",
                ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
                settings.instanceId(),
                ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
                SESSION_MS,
                ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
                SESSION_MS / 3));
    consumer = polling;
    try {
      FoldLoop folding = new FoldLoop(polling, readModel, feeds, status, metrics);
      folding.subscribe();
      while (!loop.isStopping()) {
        folding.step();
        loop.goesWell();
      }
    } finally {
      consumer = null;
      polling.close(LEAVE);
    }
  }
}
