package dev.ordinal.orderapi;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.orderapi.http.ProblemException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Duration;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The circuit breakers: what is known to be broken answers at once. */
final class Breakers {

  private static final Logger LOG = LoggerFactory.getLogger(Breakers.class);

  private Breakers() {}

  /**
   * In front of Kafka. The watch half-opens it as soon as the brokers answer; the wait is for a
   * watch that cannot.
   */
  static CircuitBreaker kafka(MetricRegistry metrics) {
    return breaker(
        "kafka",
        CircuitBreakerConfig.custom()
            .slidingWindowSize(20)
            .minimumNumberOfCalls(5)
            .permittedNumberOfCallsInHalfOpenState(5)
            .waitDurationInOpenState(Duration.ofMinutes(1))
            // Their own fault, not Kafka's.
            .ignoreExceptions(RecordTooLargeException.class, SerializationException.class)
            .build(),
        metrics);
  }

  /** In front of Postgres. */
  static CircuitBreaker postgres(MetricRegistry metrics) {
    return breaker(
        "postgres",
        CircuitBreakerConfig.custom()
            .slidingWindowSize(10)
            .minimumNumberOfCalls(5)
            .permittedNumberOfCallsInHalfOpenState(2)
            .waitDurationInOpenState(Duration.ofSeconds(1))
            // What was read is no good answer to the caller; Postgres did answer.
            .ignoreExceptions(ProblemException.class)
            .build(),
        metrics);
  }

  private static CircuitBreaker breaker(
      String name, CircuitBreakerConfig config, MetricRegistry metrics) {
    CircuitBreaker breaker = CircuitBreaker.of(name, config);
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> LOG.warn("circuit breaker {}: {}", name, event.getStateTransition()));
    // 1 while calls are refused, 0.5 while the first ones are tried again.
    metrics.gauge("breaker." + name + ".open", () -> () -> openness(breaker.getState()));
    return breaker;
  }

  private static double openness(CircuitBreaker.State state) {
    return switch (state) {
      case OPEN, FORCED_OPEN -> 1;
      case HALF_OPEN -> 0.5;
      default -> 0;
    };
  }
}
