package dev.ordinal.orderapi.commands;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
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
 * Those who wait for a reply, bounded in number, and what came too late for them. Thread-safe.
 *
 * <p>A waiter is a future that ends with the reply's bytes, or with a {@link TimeoutException} when
 * its wait is over, or with whatever else its owner ends it with. However it ends, its place is
 * free again; a caller that hangs up keeps its place until its wait is over, 30 s at most.
 */
public final class Waiters {

  private static final byte[] UNDECIDED = {};

  /** For as long as this the outcome of a 202 is known here without the read model. */
  private static final Duration MEMORY = Duration.ofMinutes(5);

  /** What the late outcomes may take, in bytes. */
  private static final long MEMORY_BYTES = 32L * 1024 * 1024;

  /** Heap an entry takes beside its reply, in bytes, roughly. */
  private static final int ENTRY_BYTES = 200;

  private final Map<UUID, CompletableFuture<byte[]>> waiting = new ConcurrentHashMap<>();
  private final int bound;
  private final Semaphore places;
  private final Cache<UUID, byte[]> late =
      Caffeine.newBuilder()
          .expireAfterWrite(MEMORY)
          .maximumWeight(MEMORY_BYTES)
          .weigher((UUID id, byte[] reply) -> ENTRY_BYTES + reply.length)
          .build();

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
   * A waiter for this command. Register before sending, or a fast reply is lost.
   *
   * @throws dev.ordinal.orderapi.http.ProblemException {@code too-many-in-flight}, also while this
   *     very command, which is tried again, is waited for
   */
  CompletableFuture<byte[]> register(UUID commandId) {
    if (!places.tryAcquire()) {
      throw ApiProblem.TOO_MANY_IN_FLIGHT.because(
          bound + " commands are being waited for, which is the bound");
    }
    CompletableFuture<byte[]> waiter = new CompletableFuture<>();
    if (waiting.putIfAbsent(commandId, waiter) != null) {
      places.release();
      throw ApiProblem.TOO_MANY_IN_FLIGHT.because("this command is being waited for already");
    }
    CompletableFuture<byte[]> unused =
        waiter.whenComplete((reply, failure) -> ended(commandId, failure));
    return waiter;
  }

  private void ended(UUID commandId, @Nullable Throwable failure) {
    if (failure instanceof TimeoutException) {
      // Before the waiter goes, or a reply in between would find neither.
      late.asMap().putIfAbsent(commandId, UNDECIDED);
    }
    waiting.remove(commandId);
    places.release();
  }

  /** Takes a reply: to its waiter, or to the memory of those that gave up waiting, or nowhere. */
  public void decided(UUID commandId, byte[] reply) {
    CompletableFuture<byte[]> waiter = waiting.get(commandId);
    boolean isTaken = waiter != null && waiter.complete(reply);
    // One that is tried again may be remembered from before.
    if ((waiter != null && !isTaken) || late.getIfPresent(commandId) != null) {
      late.put(commandId, reply);
    }
  }

  /**
   * What is remembered of a command whose caller gave up waiting: empty if nothing, else its reply,
   * or no bytes while there is none.
   */
  Optional<byte[]> recall(UUID commandId) {
    return Optional.ofNullable(late.getIfPresent(commandId));
  }

  /** Ends every wait within this time: the process stops. */
  public void hurry(Duration within) {
    waiting.values().forEach(waiter -> waiter.orTimeout(within.toMillis(), TimeUnit.MILLISECONDS));
  }

  /** How many wait now. */
  public int size() {
    return bound - places.availablePermits();
  }
}
