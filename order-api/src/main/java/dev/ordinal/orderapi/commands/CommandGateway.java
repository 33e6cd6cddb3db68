package dev.ordinal.orderapi.commands;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Reply;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.http.IdempotencyKey;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends commands to their writers and waits for the replies without holding a thread. */
public final class CommandGateway {

  private final CommandLink link;
  private final Waiters waiters;
  private final Clock clock;
  private final Executor responders;
  private final MetricRegistry metrics;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  /**
   * A gateway.
   *
   * @param responders runs what follows an outcome, so that the thread that reads replies never
   *     waits for a slow caller
   */
  public CommandGateway(
      CommandLink link, Waiters waiters, Clock clock, Executor responders, MetricRegistry metrics) {
    this.link = link;
    this.waiters = waiters;
    this.clock = clock;
    this.responders = responders;
    this.metrics = metrics;
    metrics.gauge("commands.in-flight", () -> waiters::size);
  }

  /**
   * Sends a command. The outcome is there when the writer has decided, or, still pending, when the
   * wait is over and the command is durable.
   *
   * <p>It fails with a {@link dev.ordinal.orderapi.http.ProblemException}: {@code
   * too-many-in-flight}, or {@code kafka-unavailable} if the command could not be made durable.
   *
   * @param actor who asks, see {@link CommandEnvelope#actor()}
   * @param wait how long to wait for the decision; zero for not at all
   */
  public CompletionStage<Outcome> submit(
      Command command, IdempotencyKey key, String actor, Duration wait) {
    return send(
        new CommandEnvelope(
            ids.generate(),
            key.value(),
            Fingerprint.of(command),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor,
            command),
        wait);
  }

  /**
   * Sends a command again that was not decided, as what it was: one that has been decided since is
   * only told again. Fails as {@link #submit} does.
   */
  public CompletionStage<Outcome> resubmit(CommandEnvelope parked, Duration wait) {
    return send(parked, wait);
  }

  private CompletionStage<Outcome> send(CommandEnvelope envelope, Duration wait) {
    long start = System.nanoTime();
    UUID id = envelope.commandId();
    CompletableFuture<byte[]> waiter = waiters.register(id);
    link.send(envelope)
        .whenComplete(
            (sent, failure) -> {
              if (failure != null) {
                waiter.completeExceptionally(failure);
              } else {
                // Only now, since a 202 promises that the command is durable.
                long left = wait.toNanos() - (System.nanoTime() - start);
                waiter.orTimeout(Math.max(0, left), TimeUnit.NANOSECONDS);
              }
            });
    return waiter
        .handleAsync((reply, failure) -> outcome(id, reply, failure), responders)
        .whenComplete((outcome, failure) -> measure(start, outcome));
  }

  /** What this instance remembers of a command that it answered with 202; empty if nothing. */
  public Optional<Outcome> recall(UUID commandId) {
    return waiters
        .recall(commandId)
        .map(reply -> new Outcome(commandId, reply.length == 0 ? null : parse(reply)));
  }

  private static Outcome outcome(
      UUID commandId, byte @Nullable [] reply, @Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      return new Outcome(commandId, null);
    }
    if (failure != null) {
      throw new CompletionException(failure);
    }
    return new Outcome(commandId, parse(Objects.requireNonNull(reply)));
  }

  private static Reply parse(byte[] reply) {
    return Topics.RESULTS.value().deserializer().deserialize(Topics.RESULTS.name(), reply);
  }

  private void measure(long start, @Nullable Outcome outcome) {
    Timer timer = metrics.timer("commands." + (outcome == null ? "failed" : outcome.status()));
    timer.update(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }
}
