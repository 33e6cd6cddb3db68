package dev.ordinal.orderapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.orderapi.http.ProblemException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreaker.State;
import org.junit.jupiter.api.Test;

class BreakersTest {

  private final CircuitBreaker postgres = Breakers.postgres(new MetricRegistry());

  @Test
  void callersWhoAskForWhatIsNotThereDoNotCutOffTheOthers() {
    fail(ProblemException.invalid("period", "is no period of GAM"));
    assertThat(postgres.getState()).isEqualTo(State.CLOSED);
  }

  @Test
  void aPostgresThatDoesNotAnswerIsNotAskedForAMoment() {
    fail(new IllegalStateException("no answer"));
    assertThat(postgres.getState()).isEqualTo(State.OPEN);
  }

  private void fail(RuntimeException why) {
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(
              () ->
                  postgres.executeSupplier(
                      () -> {
                        throw why;
                      }))
          .isSameAs(why);
    }
  }
}
