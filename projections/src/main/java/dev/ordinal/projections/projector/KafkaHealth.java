package dev.ordinal.projections.projector;

import com.codahale.metrics.health.HealthCheck;
import io.dropwizard.lifecycle.Managed;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.jspecify.annotations.Nullable;

/** Whether the brokers answer. A consumer alone cannot tell silence from a lost broker. */
public final class KafkaHealth extends HealthCheck implements Managed {

  private static final int ANSWER_MS = 2_000;

  private final KafkaSettings kafka;
  private @Nullable Admin admin;

  public KafkaHealth(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  @Override
  protected synchronized Result check() throws InterruptedException {
    try {
      if (admin == null) {
        admin = Admin.create(kafka.client());
      }
      DescribeClusterOptions options = new DescribeClusterOptions().timeoutMs(ANSWER_MS);
      admin.describeCluster(options).nodes().get();
      return Result.healthy();
    } catch (ExecutionException e) {
      return unhealthy(e.getCause() == null ? e : e.getCause());
    } catch (RuntimeException e) {
      return unhealthy(e);
    }
  }

  private Result unhealthy(Throwable e) {
    // A new one next time: a client whose own thread has died answers nothing ever after.
    stop();
    return Result.unhealthy(
        "Kafka at " + kafka.bootstrapServers() + " does not answer: " + Failures.reason(e));
  }

  @Override
  public synchronized void stop() {
    if (admin != null) {
      admin.close(Duration.ZERO);
      admin = null;
    }
  }
}
