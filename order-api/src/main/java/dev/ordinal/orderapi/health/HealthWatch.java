package dev.ordinal.orderapi.health;

import com.codahale.metrics.health.HealthCheck;
import com.codahale.metrics.health.HealthCheckRegistry;
import dev.ordinal.contracts.background.BackgroundLoop;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Runs the health checks again and again, so that whoever asks is answered from memory: neither
 * many who ask nor a check that hangs holds up anybody. It is a check itself, for who runs them all
 * and must not be ahead of the memory: red until all that is remembered is green. Thread-safe.
 */
public final class HealthWatch extends HealthCheck implements Managed {

  /** What it is called as a check. */
  public static final String NAME = "health";

  private static final Duration INTERVAL = Duration.ofMillis(500);

  /** Longer than the checks' own time-outs. */
  private static final Duration STALE = Duration.ofSeconds(8);

  private final HealthCheckRegistry checks;
  private final BackgroundLoop loop = new BackgroundLoop(NAME, INTERVAL, this::look);
  private final Map<String, Result> results = new ConcurrentHashMap<>();
  private volatile String inHand = "";
  private volatile long lastAnswer = System.nanoTime();

  public HealthWatch(HealthCheckRegistry checks) {
    this.checks = checks;
  }

  /**
   * What each check said last, by its name. With one more, red, named {@code health} while they
   * have not all been asked yet, or one of them does not answer.
   */
  SortedMap<String, Result> results() {
    SortedMap<String, Result> all = new TreeMap<>(results);
    Duration silent = Duration.ofNanos(System.nanoTime() - lastAnswer);
    if (silent.compareTo(STALE) > 0) {
      all.put(NAME, Result.unhealthy("no answer for %d s from %s", silent.toSeconds(), inHand));
    } else if (!all.keySet().containsAll(names())) {
      all.put(NAME, Result.unhealthy("not all checks have been made yet"));
    }
    return all;
  }

  @Override
  protected Result check() {
    return results().entrySet().stream()
        .filter(remembered -> !remembered.getValue().isHealthy())
        .findFirst()
        .map(red -> Result.unhealthy("%s is remembered as red", red.getKey()))
        .orElseGet(Result::healthy);
  }

  /** Of all others. */
  private Set<String> names() {
    Set<String> names = new TreeSet<>(checks.getNames());
    names.remove(NAME);
    return names;
  }

  private void look() {
    for (String name : names()) {
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
