package dev.ordinal.orderapi.health;

import com.codahale.metrics.health.HealthCheck;
import dev.ordinal.contracts.background.BackgroundLoop;
import io.dropwizard.core.setup.Environment;

/** Red while the work of a background thread is not done. */
public final class LoopHealth extends HealthCheck {

  private final BackgroundLoop loop;

  private LoopHealth(BackgroundLoop loop) {
    this.loop = loop;
  }

  /** Shows the loop under its name, and how often it failed as {@code background.NAME.failures}. */
  public static void show(Environment environment, BackgroundLoop loop) {
    environment.healthChecks().register(loop.name(), new LoopHealth(loop));
    environment.metrics().gauge("background." + loop.name() + ".failures", () -> loop::failures);
  }

  @Override
  protected Result check() {
    String trouble = loop.trouble();
    return trouble == null ? Result.healthy() : Result.unhealthy(trouble);
  }
}
