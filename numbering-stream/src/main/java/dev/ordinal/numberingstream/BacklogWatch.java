package dev.ordinal.numberingstream;

import com.codahale.metrics.Gauge;
import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.topics.ClientSettings;
import dev.ordinal.contracts.topics.CommandBacklog;
import dev.ordinal.numberingstream.topology.SteadyClock;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the backlog of commands again and again: without a look no lease and no reservation ends
 * by itself. Thread-safe.
 */
final class BacklogWatch implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(BacklogWatch.class);

  /** By so much a deadline can pass later than it could. */
  private static final Duration PAUSE = Duration.ofMillis(250);

  private static final int TIMEOUT_MS = 5_000;

  /** A look takes milliseconds, and 6 s at most. */
  private static final Duration STALE = Duration.ofSeconds(10);

  private final Map<String, Object> settings;
  private final SteadyClock clock;
  private final CommandBacklog backlog;
  private final BackgroundLoop loop = new BackgroundLoop("backlog-watch", PAUSE, this::look);
  private volatile long lookedAt = System.nanoTime();
  private volatile String failure = "no answer yet";
  private volatile @Nullable Admin admin;

  BacklogWatch(StreamSettings settings, SteadyClock clock) {
    this.settings = new HashMap<>(ClientSettings.of(settings.bootstrapServers(), TIMEOUT_MS));
    this.settings.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, TIMEOUT_MS);
    this.clock = clock;
    this.backlog = new CommandBacklog(settings.applicationId(), clock);
  }

  /** What is not decided. */
  CommandBacklog backlog() {
    return backlog;
  }

  /** Why leases and reservations do not end at their time; null while all is well. */
  @Nullable String trouble() {
    Duration leap = clock.leap();
    if (!leap.isZero()) {
      return "the wall clock is %d s %s the time of this process: correct it, or restart to take it"
          .formatted(leap.abs().toSeconds(), leap.isNegative() ? "behind" : "ahead of");
    }
    long silent = System.nanoTime() - lookedAt;
    return silent > STALE.toNanos()
        ? "nothing is known of the backlog for %d s: %s"
            .formatted(TimeUnit.NANOSECONDS.toSeconds(silent), failure)
        : null;
  }

  /** Registers the age of the oldest undecided command and the leap of the clock, in seconds. */
  void register(MetricRegistry metrics) {
    metrics.register("commands.undecided-seconds", (Gauge<Double>) this::undecidedSeconds);
    metrics.register("clock.leap-seconds", (Gauge<Long>) () -> clock.leap().toSeconds());
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() throws InterruptedException {
    loop.stop(loop::interrupt, STALE);
    closeAdmin();
  }

  private void closeAdmin() {
    Admin last = admin;
    admin = null;
    if (last != null) {
      last.close(Duration.ZERO);
    }
  }

  private double undecidedSeconds() {
    Instant now = clock.instant();
    return backlog.undecidedFor(now).toMillis() / 1000.0;
  }

  private void look() {
    if (loop.isWallClockSetBack()) {
      closeAdmin();
    }
    try {
      Admin current = admin;
      if (current == null) {
        current = Admin.create(settings);
        admin = current;
      }
      backlog.look(current);
      lookedAt = System.nanoTime();
    } catch (RuntimeException e) {
      // Mostly the brokers; whatever it is, the next look may succeed, and trouble() tells.
      failure = String.valueOf(e.getMessage());
      LOG.debug("the backlog is not known", e);
    }
  }
}
