package dev.ordinal.orderapi.commands;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.orderapi.http.ProblemException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class WaitersTest {

  private static final byte[] REPLY = {1, 2, 3};

  private final Waiters waiters = new Waiters(2);
  private final UUID id = UUID.randomUUID();

  @Test
  void aReplyGoesToItsWaiterAndFreesItsPlace() {
    CompletableFuture<byte[]> waiter = waiters.register(id);
    CompletableFuture<byte[]> other = waiters.register(UUID.randomUUID());
    waiters.decided(id, REPLY);
    assertThat(waiter).isCompletedWithValue(REPLY);
    assertThat(other).isNotDone();
    assertThat(waiters.size()).isEqualTo(1);
  }

  @Test
  void moreThanTheBoundAreRefusedUntilOneEnds() {
    CompletableFuture<byte[]> first = waiters.register(id);
    assertThat(waiters.register(UUID.randomUUID())).isNotDone();
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> waiters.register(UUID.randomUUID()))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(429));
    first.completeExceptionally(new IllegalStateException("the send failed"));
    assertThat(waiters.register(UUID.randomUUID())).isNotDone();
  }

  @Test
  void aReplyAfterTheWaitIsRemembered() {
    waiters.register(id).completeExceptionally(new TimeoutException());
    assertThat(waiters.recall(id)).hasValueSatisfying(reply -> assertThat(reply).isEmpty());
    waiters.decided(id, REPLY);
    assertThat(waiters.recall(id)).contains(REPLY);
    assertThat(waiters.size()).isZero();
  }

  @Test
  void aReplyNobodyWaitedForIsNotKept() {
    waiters.decided(id, REPLY);
    assertThat(waiters.recall(id)).isEmpty();
  }

  @Test
  void aReplyInTimeIsNotKept() {
    assertThat(waiters.register(id)).isNotDone();
    waiters.decided(id, REPLY);
    assertThat(waiters.recall(id)).isEmpty();
  }

  @Test
  void aFailedSendIsNotRemembered() {
    waiters.register(id).completeExceptionally(new IllegalStateException("the send failed"));
    assertThat(waiters.recall(id)).isEmpty();
    assertThat(waiters.size()).isZero();
  }

  @Test
  void aCommandThatIsTriedAgainIsWaitedForByOneAndItsNewReplyIsRemembered() {
    waiters.register(id).completeExceptionally(new TimeoutException());
    waiters.decided(id, REPLY);
    CompletableFuture<byte[]> again = waiters.register(id);
    assertThatExceptionOfType(ProblemException.class)
        .isThrownBy(() -> waiters.register(id))
        .satisfies(e -> assertThat(e.problem().status()).isEqualTo(429));
    assertThat(waiters.size()).isEqualTo(1);
    byte[] other = {4};
    waiters.decided(id, other);
    assertThat(again).isCompletedWithValue(other);
    assertThat(waiters.recall(id)).contains(other);
  }

  @Test
  void hurryEndsEveryWait() {
    CompletableFuture<byte[]> waiter = waiters.register(id);
    waiters.hurry(Duration.ZERO);
    assertThat(waiter)
        .failsWithin(Duration.ofSeconds(10))
        .withThrowableThat()
        .withCauseInstanceOf(TimeoutException.class);
  }
}
