package dev.ordinal.orderapi.health;

import com.codahale.metrics.health.HealthCheck;
import dev.ordinal.orderapi.kafka.KafkaWatch;

/** Red while commands are not taken. */
public final class KafkaHealth extends HealthCheck {

  private final KafkaWatch watch;

  public KafkaHealth(KafkaWatch watch) {
    this.watch = watch;
  }

  @Override
  protected Result check() {
    return watch.problem().map(Result::unhealthy).orElseGet(Result::healthy);
  }
}
