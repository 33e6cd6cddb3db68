package dev.ordinal.numberingstream;

import dev.ordinal.numberingstream.state.ClientsWithoutTopics;
import dev.ordinal.numberingstream.topology.Fault;
import dev.ordinal.numberingstream.topology.StreamMetrics;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.KafkaStreams.State;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stream threads of this instance, each a writer. Those that fail are replaced. Made, started
 * and closed by one thread; read by any.
 */
final class Writers {

  private static final Logger LOG = LoggerFactory.getLogger(Writers.class);

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

  private final Topology topology;
  private final StreamSettings settings;
  private final StreamMetrics metrics;
  private final Pause pause;
  private final RestartPauses pauses = new RestartPauses();
  private volatile @Nullable KafkaStreams streams;
  private volatile @Nullable String stopped;
  private volatile @Nullable String replacing;

  /** A wait that ends when the process stops. */
  @FunctionalInterface
  interface Pause {
    void of(Duration time) throws InterruptedException;
  }

  /**
   * None yet.
   *
   * @param pause before a writer is replaced
   */
  Writers(Topology topology, StreamSettings settings, StreamMetrics metrics, Pause pause) {
    this.topology = topology;
    this.settings = settings;
    this.metrics = metrics;
    this.pause = pause;
  }

  /** Whether there are any, or were until they stopped for good. */
  boolean areMade() {
    return streams != null;
  }

  /** Makes them; they do nothing yet. */
  KafkaStreams make() {
    KafkaStreams made =
        new KafkaStreams(topology, settings.toProperties(), new ClientsWithoutTopics());
    made.setUncaughtExceptionHandler(this::onFailure);
    made.setStateListener((now, before) -> LOG.info("the stream goes from {} to {}", before, now));
    streams = made;
    return made;
  }

  /**
   * Ends them, so that others can be made; those that stopped for good stay.
   *
   * @return whether they have ended within 10 s
   */
  boolean close() {
    KafkaStreams running = streams;
    boolean isClosed = running == null || running.close(CLOSE_TIMEOUT);
    if (isClosed && stopped == null) {
      streams = null;
    }
    return isClosed;
  }

  /** The ids of their consumers. */
  Set<String> consumers() {
    KafkaStreams running = streams;
    return running == null
        ? Set.of()
        : running.metadataForLocalThreads().stream()
            .map(ThreadMetadata::consumerClientId)
            .collect(Collectors.toSet());
  }

  /** Why one of them does not decide; null while all do, or none is made. */
  @Nullable String trouble() {
    String reason = stopped;
    KafkaStreams running = streams;
    if (reason != null || running == null) {
      return reason;
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
    return threads < settings.threads()
        ? "%d of %d stream threads are left".formatted(threads, settings.threads())
        : null;
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
    Duration wait = pauses.afterFailure(Instant.now());
    metrics.restarts().mark();
    LOG.error(
        "a writer failed, nothing of its open transaction is committed; another takes its place in {} ms: {}",
        wait.toMillis(),
        Fault.trace(failure));
    replacing = "a writer failed and is replaced: " + failure.getClass().getName();
    try {
      pause.of(wait);
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
}
