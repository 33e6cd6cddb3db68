package dev.ordinal.orderapi.commands;

import com.codahale.metrics.MetricRegistry;
import com.codahale.metrics.Timer;
import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import dev.ordinal.contracts.Bulk;
import dev.ordinal.contracts.Command;
import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.orderapi.http.IdempotencyKey;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Sends commands to their writers and waits for the outcomes without holding a thread. */
public final class CommandGateway {

  /** Of what has no key to be repeated with. */
  private static final String NO_FINGERPRINT = "";

  private final CommandLink link;
  private final Waiters waiters;
  private final Clock clock;
  private final Executor responders;
  private final MetricRegistry metrics;
  private final TimeBasedEpochGenerator ids = Generators.timeBasedEpochGenerator();

  /**
   * A gateway.
   *
   * @param responders runs what follows an outcome, so that the thread that reads outcomes never
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
  public CompletionStage<CommandStatus> submit(
      Command command, IdempotencyKey key, String actor, Duration wait) {
    Fingerprint fingerprint = Fingerprint.of(command);
    return send(
        new CommandEnvelope(
            ids.generate(),
            key.value(),
            fingerprint.text(),
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor,
            command),
        fingerprint.bytes(),
        wait);
  }

  /**
   * Sends commands to be decided in one go, see {@link Bulk}. Fails as {@link #submit} does.
   *
   * @param bytes the size of what is asked
   */
  public CompletionStage<CommandStatus> submit(Bulk bulk, int bytes, String actor, Duration wait) {
    return send(
        new CommandEnvelope(
            ids.generate(),
            IdempotencyKey.unrepeatable().value(),
            NO_FINGERPRINT,
            clock.instant().truncatedTo(ChronoUnit.MICROS),
            actor,
            bulk),
        bytes,
        wait);
  }

  /**
   * Sends a command again that was not decided, as what it was: one that has been decided since is
   * only told again. Fails as {@link #submit} does.
   */
  public CompletionStage<CommandStatus> resubmit(CommandEnvelope parked, Duration wait) {
    return send(parked, Fingerprint.of(parked.command()).bytes(), wait);
  }

  private CompletionStage<CommandStatus> send(CommandEnvelope envelope, int bytes, Duration wait) {
    long start = System.nanoTime();
    UUID id = envelope.commandId();
    CompletableFuture<byte[]> waiter = waiters.register(id, envelope.command(), bytes);
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
        .handleAsync((outcome, failure) -> status(envelope, outcome, failure), responders)
        .whenComplete((status, failure) -> measure(start, status));
  }

  /** What this instance remembers of a command that it answered with 202; empty if nothing. */
  public Optional<CommandStatus> recall(UUID commandId) {
    return waiters
        .recall(commandId)
        .map(late -> new CommandStatus(commandId, late.command(), parse(late.outcome())));
  }

  private static CommandStatus status(
      CommandEnvelope envelope, byte @Nullable [] outcome, @Nullable Throwable failure) {
    if (failure != null && !(failure instanceof TimeoutException)) {
      throw new CompletionException(failure);
    }
    return new CommandStatus(envelope.commandId(), envelope.command(), parse(outcome));
  }

  private static @Nullable Outcome parse(byte @Nullable [] outcome) {
    return outcome == null
        ? null
        : Topics.RESULTS.value().deserializer().deserialize(Topics.RESULTS.name(), outcome);
  }

  private void measure(long start, @Nullable CommandStatus status) {
    Timer timer = metrics.timer("commands." + (status == null ? "failed" : status.text()));
    timer.update(System.nanoTime() - start, TimeUnit.NANOSECONDS);
  }
}
