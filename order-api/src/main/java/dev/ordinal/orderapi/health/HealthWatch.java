package dev.ordinal.orderapi.health;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.ordinal.contracts.background.BackgroundLoop;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the health checks again and again, so that whoever asks is answered from memory: neither
 * many who ask nor a check that hangs holds up anybody. Thread-safe.
 */
public final class HealthWatch implements Managed {

  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** Longer than the checks' own time-outs. */
  private static final Duration STALE = Duration.ofSeconds(8);

  private final HealthCheckRegistry checks;
  private final BackgroundLoop loop = new BackgroundLoop("health", INTERVAL, this::look);
  private final Map<String, HealthCheck.Result> results = new ConcurrentHashMap<>();
  private volatile String inHand = "";
  private volatile long lastAnswer = System.nanoTime();

  public HealthWatch(HealthCheckRegistry checks) {
    this.checks = checks;
  }

  /**
   * What each check said last, by its name. With one more, red, named {@code health} while they
   * have not all been asked yet, or one of them does not answer.
   */
  SortedMap<String, HealthCheck.Result> results() {
    SortedMap<String, HealthCheck.Result> all = new TreeMap<>(results);
    Duration silent = Duration.ofNanos(System.nanoTime() - lastAnswer);
    if (silent.compareTo(STALE) > 0) {
      all.put("health", unhealthy("no answer for %d s from %s", silent.toSeconds(), inHand));
    } else if (!all.keySet().containsAll(checks.getNames())) {
      all.put("health", unhealthy("not all checks have been made yet"));
    }
    return all;
  }

  private static HealthCheck.Result unhealthy(String message, Object... values) {
    return HealthCheck.Result.unhealthy(message, values);
  }

  private void look() {
    for (String name : checks.getNames()) {
      inHand = name;
      results.put(name, checks.runHealthCheck(name));
      lastAnswer = System.nanoTime();
    }
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() throws InterruptedException {
    loop.stop(loop::interrupt, INTERVAL);
  }
}
