package dev.ordinal.numberingstream;

import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.topics.ClientSettings;
import dev.ordinal.numberingstream.state.ClientsWithoutTopics;
import dev.ordinal.numberingstream.state.LocalState;
import dev.ordinal.numberingstream.topology.Fault;
import dev.ordinal.numberingstream.topology.StreamMetrics;
import dev.ordinal.numberingstream.transactions.TransactionGuard;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the topology: waits for the brokers for as long as it takes, sets up the topics, starts,
 * looks after what others left open, and tells how it is. Thread-safe.
 */
public final class NumberingStream implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(NumberingStream.class);

  private static final int ADMIN_TIMEOUT_MS = 5_000;
  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final Topology topology;
  private final StreamSettings settings;
  private final StreamMetrics metrics;
  private final TransactionGuard transactions;
  private final StartChecks checks;
  private final LocalState localState;
  private final RestartPauses pauses = new RestartPauses();
  private final BackgroundLoop keeper;
  private volatile @Nullable KafkaStreams streams;
  private volatile @Nullable String stopped;
  private volatile @Nullable String replacing;

  /** Whether the last look for what is abandoned failed; the keeper's own, as the next two. */
  private boolean blind;

  /** Whether the guard of transactions has been started. */
  private boolean guarded;

  /** Whether the writers were made before the wall clock was set back. */
  private boolean stale;

  /**
   * A stream.
   *
   * @param metrics those of {@code topology}
   */
  public NumberingStream(Topology topology, StreamSettings settings, StreamMetrics metrics) {
    this.topology = topology;
    this.metrics = metrics;
    this.settings = settings;
    this.transactions =
        new TransactionGuard(
            adminSettings(settings), settings.applicationId(), settings.transactionVerdicts());
    this.checks = new StartChecks(settings, transactions);
    this.localState = new LocalState(settings.stateDir());
    this.keeper = new BackgroundLoop("numbering-stream-keeper", PAUSE, this::keep);
  }

  @Override
  public void start() {
    keeper.start();
  }

  @Override
  public void stop() throws InterruptedException {
    keeper.stop(keeper::interrupt, CLOSE_TIMEOUT);
    transactions.stop();
    KafkaStreams running = streams;
    if (running != null && !running.close(CLOSE_TIMEOUT)) {
      LOG.warn("the stream did not close within {}; its transaction will abort", CLOSE_TIMEOUT);
    }
  }

  /** What it keeps from stopping the stream. */
  public TransactionGuard transactions() {
    return transactions;
  }

  /** Why no command is decided just now; null while all is well. */
  public @Nullable String trouble() {
    String reason = stopped;
    if (reason != null) {
      return reason;
    }
    KafkaStreams running = streams;
    if (running == null) {
      String trouble = keeper.trouble();
      return trouble == null ? checks.waitingFor() : "the start " + trouble;
    }
    State state = running.state();
    String failed = replacing;
    if (state != State.RUNNING) {
      return "the stream is " + state;
    }
    if (failed != null) {
      return failed;
    }
    int threads = running.metadataForLocalThreads().size();
    if (threads < settings.threads()) {
      return "%d of %d stream threads are left".formatted(threads, settings.threads());
    }
    List<String> troubles = metrics.health().troubles();
    if (!troubles.isEmpty()) {
      return String.join("; ", troubles);
    }
    if (metrics.settling().getCount() > 0) {
      return "the default series are being defined";
    }
    String hanging = transactions.trouble();
    if (hanging != null) {
      return "waiting for " + hanging;
    }
    String keeping = keeper.trouble();
    return keeping == null ? null : "its keeper " + keeping;
  }

  /** Starts the stream once Kafka is there, then looks after what others left open. */
  private void keep() throws InterruptedException {
    stale |= keeper.isWallClockSetBack();
    closeStale();
    startAndLookAfter();
  }

  /** Streams commits by the wall clock, too: set back, an open transaction stays so. */
  private void closeStale() {
    KafkaStreams old = streams;
    if (!stale || old == null || stopped != null) {
      return;
    }
    LOG.warn("all writers are replaced, since the wall clock was set back");
    if (!old.close(CLOSE_TIMEOUT)) {
      throw new IllegalStateException("the writers do not end within " + CLOSE_TIMEOUT);
    }
    streams = null;
    stale = false;
  }

  private void startAndLookAfter() throws InterruptedException {
    try (Admin admin = Admin.create(adminSettings(settings))) {
      while (streams == null) {
        if (keeper.isStopping()) {
          return;
        }
        if (checks.pass(admin)) {
          begin(admin);
        } else {
          keeper.goesWell();
          keeper.await(PAUSE);
        }
      }
      if (!guarded) {
        transactions.start();
        guarded = true;
      }
      AbandonedWriters abandoned = abandonedWriters(admin);
      while (!keeper.isStopping()) {
        endAbandoned(abandoned);
        keeper.goesWell();
        keeper.await(PAUSE);
      }
    }
  }

  private void begin(Admin admin) throws InterruptedException {
    KafkaStreams made =
        new KafkaStreams(topology, settings.toProperties(), new ClientsWithoutTopics());
    made.setUncaughtExceptionHandler(this::onFailure);
    made.setStateListener((now, before) -> LOG.info("the stream goes from {} to {}", before, now));
    streams = made;
    try {
      // Before the start, too: what this instance itself left, if it comes without its state.
      endAbandoned(abandonedWriters(admin));
      localState.belongTo(checks.changelogId(), made::cleanUp);
      made.start();
    } catch (RuntimeException | Error e) {
      // One that did not start cannot be started again: the next turn makes another.
      streams = null;
      made.close(CLOSE_TIMEOUT);
      throw e;
    }
  }

  private AbandonedWriters abandonedWriters(Admin admin) {
    return new AbandonedWriters(
        admin, settings.applicationId(), settings.instanceId(), this::consumers);
  }

  private void endAbandoned(AbandonedWriters abandoned) throws InterruptedException {
    try {
      abandoned.end();
      blind = false;
    } catch (InterruptException e) {
      throw new InterruptedException();
    } catch (ExecutionException | RuntimeException e) {
      if (!blind) {
        LOG.warn("cannot see now what writers that are gone left open", e);
      }
      blind = true;
    }
  }

  private Set<String> consumers() {
    KafkaStreams running = streams;
    return running == null
        ? Set.of()
        : running.metadataForLocalThreads().stream()
            .map(ThreadMetadata::consumerClientId)
            .collect(Collectors.toSet());
  }

  /**
   * Lets another thread take the place of one that failed, whatever it failed of: what only one
   * command is at fault for does not come here. Runs in the failing thread.
   */
  private StreamThreadExceptionResponse onFailure(Throwable failure) {
    if (isCausedBy(failure, FencedInstanceIdException.class)) {
      // Not to be retried: the two would fence each other for ever.
      stopped = "another instance runs under the same instanceId; each needs its own";
      LOG.error("{}", stopped);
      return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
    }
    Duration pause = pauses.afterFailure(Instant.now());
    metrics.restarts().mark();
    LOG.error(
        "a writer failed, nothing of its open transaction is committed; another takes its place in {} ms: {}",
        pause.toMillis(),
        Fault.trace(failure));
    replacing = "a writer failed and is replaced: " + failure.getClass().getName();
    try {
      keeper.await(pause);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    replacing = null;
    return StreamThreadExceptionResponse.REPLACE_THREAD;
  }

  private static boolean isCausedBy(Throwable failure, Class<? extends Throwable> type) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }

  private static Properties adminSettings(StreamSettings settings) {
    Properties admin = new Properties();
    admin.putAll(ClientSettings.of(settings.bootstrapServers(), ADMIN_TIMEOUT_MS));
    admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
    return admin;
  }
}
