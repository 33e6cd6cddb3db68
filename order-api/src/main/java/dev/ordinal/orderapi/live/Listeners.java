package dev.ordinal.orderapi.live;

import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.orderapi.http.ApiProblem;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Everybody who listens to a topic, bounded in number, and what they may hear. Thread-safe. */
public final class Listeners implements Managed {

  private final LiveSettings settings;
  private final BackgroundLoop heartbeats;
  private final Set<Listener> listening = ConcurrentHashMap.newKeySet();
  private volatile @Nullable LiveLog log;
  private volatile boolean open;
  private boolean stopping;

  public Listeners(LiveSettings settings) {
    this.settings = settings;
    this.heartbeats =
        new BackgroundLoop(
            "heartbeats",
            Duration.ofMillis(settings.heartbeatMillis()),
            () -> listening.forEach(Listener::heartbeat));
  }

  /** The thread that sends signs of life. */
  public BackgroundLoop heartbeats() {
    return heartbeats;
  }

  /** How many events are kept. */
  public int history() {
    return settings.history();
  }

  /** How many listen now. */
  public int count() {
    return listening.size();
  }

  /** Events come from these offsets on, one for each partition. Called once, before all others. */
  public void begin(Map<Integer, Long> offsets) {
    log = new LiveLog(settings.history(), offsets);
  }

  /** All that lay in the topic at the start has come: from now on callers are let in. */
  public void open() {
    open = true;
  }

  /** An event has come; those of a partition come in the order of their offsets. */
  public void append(LiveEvent event) {
    LiveLog known = log;
    if (known == null) {
      throw new IllegalStateException("nobody said where the events begin");
    }
    known.append(event);
    listening.forEach(Listener::signal);
  }

  /**
   * Reads what is wanted.
   *
   * @throws dev.ordinal.orderapi.http.ProblemException {@code kafka-unavailable} as long as events
   *     could not be read since the start
   */
  LiveLog.Reader reader(Wanted wanted) {
    LiveLog known = log;
    if (known == null || !open) {
      throw ApiProblem.KAFKA_UNAVAILABLE.because("the events have not been reached yet");
    }
    return known.reader(wanted);
  }

  /**
   * From now on it is told what happens, until {@link #remove}.
   *
   * @throws dev.ordinal.orderapi.http.ProblemException {@code too-many-in-flight}, or {@code
   *     kafka-unavailable} while the service stops
   */
  synchronized void add(Listener listener) {
    if (stopping) {
      throw ApiProblem.KAFKA_UNAVAILABLE.because("this instance is about to stop");
    }
    if (listening.size() >= settings.maxListeners()) {
      throw ApiProblem.TOO_MANY_IN_FLIGHT.because(
          settings.maxListeners() + " callers listen, which is the bound");
    }
    listening.add(listener);
  }

  void remove(Listener listener) {
    listening.remove(listener);
  }

  /** Ends all streams and begins no other: callers come back to another instance. */
  public void hurry() {
    synchronized (this) {
      stopping = true;
    }
    listening.forEach(Listener::stop);
  }

  @Override
  public void start() {
    heartbeats.start();
  }

  @Override
  public void stop() throws InterruptedException {
    hurry();
    // Writing to a caller never blocks.
    heartbeats.stop(heartbeats::interrupt, Duration.ofSeconds(1));
  }
}
