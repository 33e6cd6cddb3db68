package dev.ordinal.orderapi.health;

import com.codahale.metrics.health.HealthCheck;
import java.util.Optional;
import java.util.function.Supplier;

/** Red while there is a problem. */
public final class ProblemHealth extends HealthCheck {

  private final Supplier<Optional<String>> problem;

  /** {@code problem} is answered from memory. */
  public ProblemHealth(Supplier<Optional<String>> problem) {
    this.problem = problem;
  }

  @Override
  protected Result check() {
    return problem.get().map(Result::unhealthy).orElseGet(Result::healthy);
  }
}
