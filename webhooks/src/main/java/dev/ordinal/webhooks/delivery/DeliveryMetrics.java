package dev.ordinal.webhooks.delivery;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;

/** How attempts went, by result. Thread-safe. */
public record DeliveryMetrics(Timer delivered, Timer failed, Timer gone) {

  /** Registers the timers. */
  public static DeliveryMetrics in(MetricRegistry registry) {
    return new DeliveryMetrics(
        registry.timer("deliveries.delivered"),
        registry.timer("deliveries.failed"),
        registry.timer("deliveries.gone"));
  }

  Timer of(Attempt.Result result) {
    return switch (result) {
      case DELIVERED -> delivered;
      case FAILED -> failed;
      case GONE -> gone;
    };
  }
}
