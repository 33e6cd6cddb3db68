package dev.ordinal.numberingstream;

import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.topics.ClientSettings;
import dev.ordinal.numberingstream.state.LocalState;
import dev.ordinal.numberingstream.topology.StreamMetrics;
import dev.ordinal.numberingstream.transactions.TransactionGuard;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
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

  private final StreamSettings settings;
  private final StreamMetrics metrics;
  private final TransactionGuard transactions;
  private final StartChecks checks;
  private final LocalState localState;
  private final BackgroundLoop keeper;
  private final Writers writers;

  /** Whether the last look for what is abandoned failed; the keeper's own, as the next two. */
  private boolean blind;

  /** Whether the guard of transactions has been started. */
  private boolean guarded;

  /** Whether the writers are of no use any more and are to be closed, so that others are made. */
  private boolean stale;

  /**
   * A stream.
   *
   * @param metrics those of {@code topology}
   */
  public NumberingStream(Topology topology, StreamSettings settings, StreamMetrics metrics) {
    this.metrics = metrics;
    this.settings = settings;
    this.transactions =
        new TransactionGuard(
            adminSettings(settings), settings.applicationId(), settings.transactionVerdicts());
    this.checks = new StartChecks(settings, transactions);
    this.localState = new LocalState(settings.stateDir());
    this.keeper = new BackgroundLoop("numbering-stream-keeper", PAUSE, this::keep);
    this.writers = new Writers(topology, settings, metrics, keeper::await);
  }

  @Override
  public void start() {
    keeper.start();
  }

  @Override
  public void stop() throws InterruptedException {
    keeper.stop(keeper::interrupt, CLOSE_TIMEOUT);
    transactions.stop();
    if (!writers.close()) {
      LOG.warn("the stream did not close in time; its transaction will abort");
    }
  }

  /** What it keeps from stopping the stream. */
  public TransactionGuard transactions() {
    return transactions;
  }

  /** Why no command is decided just now; null while all is well. */
  public @Nullable String trouble() {
    String keeping = keeper.trouble();
    if (!writers.areMade()) {
      return keeping == null ? checks.waitingFor() : "the start " + keeping;
    }
    String writing = writers.trouble();
    if (writing != null) {
      return writing;
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
    return keeping == null ? null : "its keeper " + keeping;
  }

  /** Starts the stream once Kafka is there, then looks after what others left open. */
  private void keep() throws InterruptedException {
    if (keeper.isWallClockSetBack() && writers.areMade()) {
      // Streams commits by it, too: set back, an open transaction stays so.
      LOG.warn("all writers are replaced, since the wall clock was set back");
      stale = true;
    }
    closeStale();
    startAndLookAfter();
  }

  private void closeStale() {
    if (stale && !writers.close()) {
      throw new IllegalStateException("the writers do not end in time");
    }
    stale = false;
  }

  private void startAndLookAfter() throws InterruptedException {
    try (Admin admin = Admin.create(adminSettings(settings))) {
      while (!writers.areMade()) {
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
    KafkaStreams made = writers.make();
    boolean isStarted = false;
    try {
      // Before the start, too: what this instance itself left, if it comes without its state.
      endAbandoned(abandonedWriters(admin));
      localState.belongTo(checks.changelogId(), made::cleanUp);
      made.start();
      isStarted = true;
    } finally {
      if (!isStarted) {
        // One that did not start cannot be started again: the next turn makes another.
        stale = !writers.close();
      }
    }
  }

  private AbandonedWriters abandonedWriters(Admin admin) {
    return new AbandonedWriters(
        admin, settings.applicationId(), settings.instanceId(), writers::consumers);
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

  private static Properties adminSettings(StreamSettings settings) {
    Properties admin = new Properties();
    admin.putAll(ClientSettings.of(settings.bootstrapServers(), ADMIN_TIMEOUT_MS));
    admin.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, ADMIN_TIMEOUT_MS);
    return admin;
  }
}
