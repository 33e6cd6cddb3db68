package dev.ordinal.orderapi.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.orderapi.http.ProblemException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WaitersTest {

  private static final byte[] OUTCOME = {1, 2, 3};

  private final Waiters waiters = new Waiters(2);
  private final UUID id = UUID.randomUUID();

  @Test
  void anOutcomeGoesToItsWaiterAndFreesItsPlace() {
    CompletableFuture<byte[]> waiter = register(id);
    CompletableFuture<byte[]> other = register(UUID.randomUUID());
    waiters.decided(id, OUTCOME);
    assertThat(waiter).isCompletedWithValue(OUTCOME);
    assertThat(other).isNotDone();
    assertThat(waiters.size()).isEqualTo(1);
  }

  @Test
  void moreThanTheBoundAreRefusedUntilOneEnds() {
    CompletableFuture<byte[]> first = register(id);
    assertThat(register(UUID.randomUUID())).isNotDone();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> register(UUID.randomUUID()))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(429));
    first.completeExceptionally(new IllegalStateException("the send failed"));
    assertThat(register(UUID.randomUUID())).isNotDone();
  }

  @Test
  void commandsOfMoreBytesThanTheBoundAreRefusedUntilOneEnds() {
    CancelOrder cancel = new CancelOrder("GAM", "GAM-1", "x");
    int most = 64 * 1024 * 1024;
    CompletableFuture<byte[]> large = waiters.register(id, cancel, most - 1024);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> register(UUID.randomUUID()))
        .satisfies(e -> assertThat(e.problem().detail()).contains("65536 KiB"));
    assertThat(waiters.size()).isEqualTo(1);
    large.complete(OUTCOME);
    assertThat(waiters.size()).isZero();
    assertThat(register(UUID.randomUUID())).isNotDone();
  }

  @Test
  void anOutcomeAfterTheWaitIsRemembered() {
    register(id).completeExceptionally(new TimeoutException());
    assertThat(waiters.recall(id)).hasValueSatisfying(late -> assertThat(late.outcome()).isNull());
    waiters.decided(id, OUTCOME);
    assertThat(waiters.recall(id))
        .hasValueSatisfying(late -> assertThat(late.outcome()).isEqualTo(OUTCOME));
    assertThat(waiters.size()).isZero();
  }

  @Test
  void anOutcomeNobodyWaitedForIsNotKept() {
    waiters.decided(id, OUTCOME);
    assertThat(waiters.recall(id)).isEmpty();
  }

  @Test
  void anOutcomeInTimeIsNotKept() {
    assertThat(register(id)).isNotDone();
    waiters.decided(id, OUTCOME);
    assertThat(waiters.recall(id)).isEmpty();
  }

  @Test
  void aFailedSendIsNotRemembered() {
    register(id).completeExceptionally(new IllegalStateException("the send failed"));
    assertThat(waiters.recall(id)).isEmpty();
    assertThat(waiters.size()).isZero();
  }

  @Test
  void aCommandThatIsTriedAgainIsWaitedForByOneAndItsNewOutcomeIsRemembered() {
    register(id).completeExceptionally(new TimeoutException());
    waiters.decided(id, OUTCOME);
    CompletableFuture<byte[]> again = register(id);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> register(id))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(429));
    assertThat(waiters.size()).isEqualTo(1);
    byte[] other = {4};
    waiters.decided(id, other);
    assertThat(again).isCompletedWithValue(other);
    assertThat(waiters.recall(id))
        .hasValueSatisfying(late -> assertThat(late.outcome()).isEqualTo(other));
  }

  @Test
  void hurryEndsEveryWait() {
    CompletableFuture<byte[]> waiter = register(id);
    waiters.hurry(Duration.ZERO);
    assertThat(waiter)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
  }

  private CompletableFuture<byte[]> register(UUID commandId) {
    return waiters.register(commandId, new CancelOrder("GAM", "GAM-1", "x"), 50);
  }
}
