package dev.ordinal.orderapi.commands;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.ordinal.contracts.Command;
import dev.ordinal.orderapi.http.ApiProblem;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Those who wait for an outcome, bounded in number, and what came too late for them. Thread-safe.
 *
 * <p>A waiter is a future that ends with the outcome's bytes, or with a {@link TimeoutException}
 * when its wait is over, or with whatever else its owner ends it with. However it ends, its place
 * is free again; a caller that hangs up keeps its place until its wait is over, 30 s at most.
 */
public final class Waiters {

  /** For as long as this the outcome of a 202 is known here without the read model. */
  private static final Duration MEMORY = Duration.ofMinutes(5);

  /**
   * What the commands that are waited for may have, in KiB of JSON: each is kept for its answer. In
   * memory they take some five times as much.
   */
  private static final int WAITING_KIB = 64 * 1024;

  /** What the late ones may take, in bytes. */
  private static final long MEMORY_BYTES = 32L * 1024 * 1024;

  /** Heap an entry takes beside command and outcome, in bytes, roughly. */
  private static final int ENTRY_BYTES = 200;

  private final Map<UUID, Waiter> waiting = new ConcurrentHashMap<>();
  private final int bound;
  private final Semaphore places;
  private final Semaphore kib = new Semaphore(WAITING_KIB);
  private final Cache<UUID, Late> late =
      Caffeine.newBuilder()
          .expireAfterWrite(MEMORY)
          .maximumWeight(MEMORY_BYTES)
          .weigher((UUID id, Late entry) -> entry.weight())
          .build();

  /** A command and the one who waits for its outcome. */
  private record Waiter(Command command, int bytes, CompletableFuture<byte[]> future) {

    int kib() {
      return bytes / 1024 + 1;
    }

    Late late(byte @Nullable [] outcome) {
      return new Late(command, bytes, outcome);
    }
  }

  /** A command whose caller gave up waiting. */
  static final class Late {

    private final Command command;
    private final int bytes;
    private final byte @Nullable [] outcome;

    private Late(Command command, int bytes, byte @Nullable [] outcome) {
      this.command = command;
      this.bytes = bytes;
      this.outcome = outcome;
    }

    Command command() {
      return command;
    }

    /** Null while there is none. */
    byte @Nullable [] outcome() {
      return outcome;
    }

    private Late with(byte[] decided) {
      return new Late(command, bytes, decided);
    }

    private int weight() {
      return ENTRY_BYTES + bytes + (outcome == null ? 0 : outcome.length);
    }
  }

  /**
   * No waiters yet.
   *
   * @param bound how many may wait at once
   */
  public Waiters(int bound) {
    this.bound = bound;
    this.places = new Semaphore(bound);
  }

  /**
   * A waiter for this command. Register before sending, or a fast outcome is lost.
   *
   * @param bytes the size of the command
   * @throws dev.ordinal.orderapi.http.ProblemException {@code too-many-in-flight}, also while this
   *     very command, which is tried again, is waited for
   */
  CompletableFuture<byte[]> register(UUID commandId, Command command, int bytes) {
    if (!places.tryAcquire()) {
      throw ApiProblem.TOO_MANY_IN_FLIGHT.because(
          bound + " commands are being waited for, which is the bound");
    }
    Waiter waiter = new Waiter(command, bytes, new CompletableFuture<>());
    if (!kib.tryAcquire(waiter.kib())) {
      places.release();
      throw ApiProblem.TOO_MANY_IN_FLIGHT.because(
          "commands of %d KiB are being waited for, which is the bound".formatted(WAITING_KIB));
    }
    if (waiting.putIfAbsent(commandId, waiter) != null) {
      release(waiter);
      throw ApiProblem.TOO_MANY_IN_FLIGHT.because("this command is being waited for already");
    }
    CompletableFuture<byte[]> unused =
        waiter.future().whenComplete((outcome, failure) -> ended(commandId, waiter, failure));
    return waiter.future();
  }

  private void ended(UUID commandId, Waiter waiter, @Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      // Before the waiter goes, or an outcome in between would find neither.
      late.asMap().putIfAbsent(commandId, waiter.late(null));
    }
    waiting.remove(commandId);
    release(waiter);
  }

  private void release(Waiter waiter) {
    kib.release(waiter.kib());
    places.release();
  }

  /** Takes an outcome: to its waiter, or to the memory of those that gave up, or nowhere. */
  public void decided(UUID commandId, byte[] outcome) {
    Waiter waiter = waiting.get(commandId);
    boolean isTaken = waiter != null && waiter.future().complete(outcome);
    if (waiter != null && !isTaken) {
      late.put(commandId, waiter.late(outcome));
      return;
    }
    // One that is tried again may be remembered from before.
    late.asMap().computeIfPresent(commandId, (id, entry) -> entry.with(outcome));
  }

  /** What is remembered of a command whose caller gave up waiting; empty if nothing. */
  Optional<Late> recall(UUID commandId) {
    return Optional.ofNullable(late.getIfPresent(commandId));
  }

  /** Ends every wait within this time: the process stops. */
  public void hurry(Duration within) {
    waiting
        .values()
        .forEach(waiter -> waiter.future().orTimeout(within.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** How many wait now. */
  public int size() {
    return bound - places.availablePermits();
  }
}
