package dev.ordinal.orderapi.commands;

import static org.assertj.core.api.Assertions.assertThat;

import com.codahale.metrics.MetricRegistry;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderRejection;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.http.ApiProblem;
import dev.ordinal.orderapi.http.IdempotencyKey;
import dev.ordinal.orderapi.http.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class CommandGatewayTest {

  private static final Duration LONG = Duration.ofSeconds(30);
  private static final Instant NOW = Instant.parse("2025-11-21T10:00:00.123456789Z");

  private final List<CommandEnvelope> sent = new ArrayList<>();
  private final CompletableFuture<Void> durable = new CompletableFuture<>();
  private final Waiters waiters = new Waiters(10);
  private final CommandGateway gateway =
      new CommandGateway(
          envelope -> {
            sent.add(envelope);
            return durable;
          },
          waiters,
          Clock.fixed(NOW, ZoneOffset.UTC),
          Runnable::run,
          new MetricRegistry());

  @Test
  void theOutcomeEndsTheWaitEvenBeforeTheAcknowledgement() {
    CompletableFuture<CommandStatus> answer = submit(LONG);
    decide();
    assertThat(answer).isCompletedWithValueMatching(status -> status.text().equals("rejected"));
    assertThat(waiters.size()).isZero();
  }

  @Test
  void aPendingAnswerWaitsUntilTheCommandIsDurable() {
    CompletableFuture<CommandStatus> answer = submit(Duration.ZERO);
    assertThat(answer).isNotDone();
    durable.complete(null);
    assertThat(answer)
        .succeedsWithin(Duration.ofSeconds(10))
        .isEqualTo(new CommandStatus(sent.get(0).commandId(), sent.get(0).command(), null));
  }

  @Test
  void aCommandThatWasPendingIsRecalledWithItsOutcome() {
    CompletableFuture<CommandStatus> answer = submit(Duration.ZERO);
    durable.complete(null);
    assertThat(answer).succeedsWithin(Duration.ofSeconds(10));
    assertThat(gateway.recall(sent.get(0).commandId()))
        .hasValueSatisfying(status -> assertThat(status.text()).isEqualTo("pending"));
    decide();
    assertThat(gateway.recall(sent.get(0).commandId()))
        .hasValueSatisfying(status -> assertThat(status.text()).isEqualTo("rejected"));
  }

  @Test
  void aCommandThatCannotBeSentFailsAtOnce() {
    CompletableFuture<CommandStatus> answer = submit(LONG);
    durable.completeExceptionally(ApiProblem.KAFKA_UNAVAILABLE.because("gone"));
    assertThat(answer)
        .isCompletedExceptionally()
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withRootCauseInstanceOf(ProblemException.class);
    assertThat(waiters.size()).isZero();
  }

  @Test
  void theEnvelopeCarriesWhatTheWriterNeeds() {
    assertThat(submit(LONG)).isNotDone();
    assertThat(sent)
        .singleElement()
        .satisfies(
            envelope -> {
              assertThat(envelope.commandId().version()).isEqualTo(7);
              assertThat(envelope.idempotencyKey()).isEqualTo("key");
              assertThat(envelope.actor()).isEqualTo("checkout-1");
              assertThat(envelope.acceptedAt())
                  .isEqualTo(Instant.parse("2025-11-21T10:00:00.123456Z"));
            });
  }

  @Test
  void aCommandThatIsTriedAgainIsTheSame() {
    assertThat(submit(LONG)).isNotDone();
    decide();
    CommandEnvelope parked = sent.get(0);
    assertThat(gateway.resubmit(parked, LONG).toCompletableFuture()).isNotDone();
    assertThat(sent.get(1)).isEqualTo(parked);
  }

  private CompletableFuture<CommandStatus> submit(Duration wait) {
    return gateway
        .submit(new CancelOrder("GAM", "GAM-1", "x"), new IdempotencyKey("key"), "checkout-1", wait)
        .toCompletableFuture();
  }

  private void decide() {
    Outcome outcome =
        Outcome.of(
            sent.get(0).commandId(),
            null,
            Rejection.of(OrderRejection.ORDER_NOT_FOUND, "no order was given this number"));
    waiters.decided(
        outcome.commandId(),
        Topics.RESULTS.value().serializer().serialize(Topics.RESULTS.name(), outcome));
  }
}
