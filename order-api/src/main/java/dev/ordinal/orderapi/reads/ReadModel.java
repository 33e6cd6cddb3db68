package dev.ordinal.orderapi.reads;

import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.LogContext;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the views of schema {@code api}, the contract that the projections keep. Thread-safe; holds
 * no thread while it waits for the read model to catch up.
 */
public final class ReadModel {

  private static final Logger LOG = LoggerFactory.getLogger(ReadModel.class);

  private final Jdbi jdbi;
  private final ReadBarrier barrier;
  private final CircuitBreaker breaker;
  private final Executor queries;
  private final int bound;
  private final Semaphore places;

  /**
   * A read model.
   *
   * @param queries runs the queries; as many threads as connections it may take
   * @param bound how many reads may be in hand at once
   */
  public ReadModel(
      Jdbi jdbi, ReadBarrier barrier, CircuitBreaker breaker, Executor queries, int bound) {
    this.jdbi = jdbi;
    this.barrier = barrier;
    this.breaker = breaker;
    this.queries = queries;
    this.bound = bound;
    this.places = new Semaphore(bound);
  }

  /**
   * Runs a query once the read model has folded {@code partitions} as far as they reach now, or the
   * wait for that is over.
   *
   * <p>Fails with a {@link dev.ordinal.orderapi.http.ProblemException}: {@code
   * read-model-unavailable}, or {@code too-many-in-flight}.
   */
  public <T> CompletionStage<T> read(Set<TopicPartition> partitions, Function<Handle, T> query) {
    if (!places.tryAcquire()) {
      return CompletableFuture.failedFuture(
          ApiProblem.TOO_MANY_IN_FLIGHT.because(bound + " reads are in hand, which is the bound"));
    }
    LogContext asker = LogContext.here();
    return barrier
        .caughtUp(partitions)
        .thenApplyAsync(caughtUp -> asker.in(() -> run(query)), queries)
        .whenComplete((result, failure) -> places.release());
  }

  private <T> T run(Function<Handle, T> query) {
    try {
      return breaker.executeSupplier(() -> jdbi.withHandle(query::apply));
    } catch (CallNotPermittedException e) {
      throw ApiProblem.READ_MODEL_UNAVAILABLE.because("Postgres did not answer a moment ago");
    } catch (JdbiException e) {
      LOG.warn("a read failed: {}", e.getMessage());
      throw ApiProblem.READ_MODEL_UNAVAILABLE.because("Postgres does not answer");
    }
  }
}
