package dev.ordinal.orderapi.kafka;

import dev.ordinal.contracts.background.BackgroundLoop;
import dev.ordinal.contracts.topics.TopicSetup;
import io.dropwizard.lifecycle.Managed;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.common.KafkaException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Connects to Kafka in the background, for as long as it takes, and then keeps an eye on it: opens
 * the breaker when the brokers are gone, before callers find out, and half-opens it when they are
 * back, without waiting for one.
 */
public final class KafkaWatch implements Managed {

  private static final Logger LOG = LoggerFactory.getLogger(KafkaWatch.class);

  private static final Duration PAUSE = Duration.ofMillis(500);
  private static final int PROBE_TIMEOUT_MS = 2_000;

  /** One slow answer is no outage. */
  private static final int FAILURES_THAT_OPEN = 2;

  private static final int FAILURES_THAT_RENEW = 10;

  private final KafkaSettings settings;
  private final ResultConsumer results;
  private final CommandProducer producer;
  private final CircuitBreaker breaker;
  private final BackgroundLoop loop = new BackgroundLoop("kafka-watch", PAUSE, this::look);
  private volatile @Nullable Admin admin;
  private boolean topicsChecked;
  private int failures;
  private volatile @Nullable Admin reachable;
  private volatile Optional<String> problem = Optional.of("Kafka has not been reached yet");

  public KafkaWatch(
      KafkaSettings settings,
      ResultConsumer results,
      CommandProducer producer,
      CircuitBreaker breaker) {
    this.settings = settings;
    this.results = results;
    this.producer = producer;
    this.breaker = breaker;
  }

  /** Why commands are not taken now; empty if they are. */
  public Optional<String> problem() {
    return breaker.getState() == CircuitBreaker.State.OPEN
        ? Optional.of(problem.orElse("the circuit breaker in front of Kafka is open"))
        : problem;
  }

  /** The thread that watches. */
  public BackgroundLoop loop() {
    return loop;
  }

  /** The admin client, if the brokers answered when they were last asked. */
  Optional<Admin> admin() {
    return Optional.ofNullable(reachable);
  }

  @Override
  public void start() {
    loop.start();
  }

  @Override
  public void stop() throws InterruptedException {
    loop.stop(loop::interrupt, Duration.ofMillis(PROBE_TIMEOUT_MS));
    producer.close();
    closeAdmin();
  }

  private void look() throws InterruptedException {
    if (loop.isWallClockSetBack()) {
      closeAdmin();
      producer.renew();
    }
    try {
      connect();
      failures = 0;
      problem = Optional.empty();
      if (breaker.getState() == CircuitBreaker.State.OPEN) {
        breaker.transitionToHalfOpenState();
      }
    } catch (KafkaException | TopicSetup.TopicMismatchException e) {
      unreachable(e);
    } catch (ExecutionException e) {
      unreachable(e.getCause() == null ? e : e.getCause());
    }
  }

  private void connect() throws InterruptedException, ExecutionException {
    Admin current = admin;
    if (current == null) {
      current = Admin.create(adminConfig());
      admin = current;
    }
    if (!topicsChecked) {
      TopicSetup.ensure(current, settings.replicationFactor());
      topicsChecked = true;
    }
    current.describeCluster(new DescribeClusterOptions().timeoutMs(PROBE_TIMEOUT_MS)).nodes().get();
    reachable = current;
    if (!results.ready()) {
      throw new KafkaException("the end of the results is not known yet");
    }
    producer.connect();
  }

  private void closeAdmin() {
    Admin last = admin;
    admin = null;
    reachable = null;
    if (last != null) {
      last.close(Duration.ZERO);
    }
  }

  private void unreachable(Throwable e) {
    if (loop.isStopping()) {
      return;
    }
    String reason = "Kafka: " + e.getMessage();
    problem = Optional.of(reason);
    failures++;
    if (failures == FAILURES_THAT_OPEN) {
      LOG.warn("commands are not taken for the moment: {}", reason);
    }
    if (failures >= FAILURES_THAT_OPEN) {
      reachable = null;
      if (breaker.getState() != CircuitBreaker.State.OPEN) {
        breaker.transitionToOpenState();
      }
    }
    if (failures % FAILURES_THAT_RENEW == 0) {
      // A client whose own thread has died answers nothing ever after; brokers that are gone do not
      // mind a new one.
      closeAdmin();
    }
  }

  private Map<String, Object> adminConfig() {
    Map<String, Object> config = settings.client("admin");
    config.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5_000);
    config.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, PROBE_TIMEOUT_MS);
    return config;
  }
}
