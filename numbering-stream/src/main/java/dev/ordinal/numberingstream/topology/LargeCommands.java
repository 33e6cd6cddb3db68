package dev.ordinal.numberingstream.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.UnfinishedCommands.Entry;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * Decides the large commands of a task in steps, each a unit of work, with time for other commands
 * between them. What is unfinished is in state, so it goes on after a restart. For the task's
 * thread.
 */
final class LargeCommands {

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

  /** Between two looks whether it is this task's turn, or its writer works again. */
  private static final Duration WAIT = Duration.ofMillis(100);

  private final Attempts attempts;
  private final Writer writer;
  private final ProcessorContext<?, ?> context;
  private final StreamMetrics metrics;
  private final Semaphore turn;
  private final Deserializer<CommandEnvelope> commands = Topics.COMMANDS.value().deserializer();

  /** Whose commands are unfinished, the first come first. */
  private final Set<String> owners = new LinkedHashSet<>();

  private boolean isLoaded;
  private @Nullable Cancellable next;

  private boolean hasTurn;

  /** The command that has the turn. */
  private @Nullable CommandEnvelope inHand;

  /**
   * Goes on with what is unfinished from now on.
   *
   * @param turn has one permit, shared by all tasks of the process: a command that is in hand takes
   *     several times its size in memory
   */
  LargeCommands(
      Attempts attempts,
      Writer writer,
      ProcessorContext<?, ?> context,
      Semaphore turn,
      StreamMetrics metrics) {
    this.attempts = attempts;
    this.writer = writer;
    this.context = context;
    this.turn = turn;
    this.metrics = metrics;
    schedule(SHORTEST_PAUSE);
  }

  /**
   * Begins with a command, if it is large; part of its unit of work.
   *
   * @param record as it came
   * @return false if it is to be decided at once
   */
  boolean takes(CommandEnvelope envelope, byte[] record, long offset) {
    if (!writer.isLarge(envelope)) {
      return false;
    }
    writer.begin(envelope, offset, record);
    if (owners.add(envelope.command().owner())) {
      metrics.unfinished().inc();
    }
    if (inHand == null && takeTurn()) {
      inHand = envelope;
    }
    if (next == null) {
      schedule(SHORTEST_PAUSE);
    }
    return true;
  }

  /**
   * Does all that is left of the owner's unfinished command, so that nothing of this owner is
   * decided in the middle of it.
   */
  void finish(String owner) {
    load();
    CommandEnvelope envelope =
        isInHand(owner) ? inHand : owners.contains(owner) ? read(owner) : null;
    while (owners.contains(owner)) {
      step(owner, envelope);
    }
  }

  /** Ends the work of this task. */
  void stop() {
    if (next != null) {
      next.cancel();
    }
    metrics.unfinished().dec(owners.size());
    release();
  }

  private void tick() {
    Objects.requireNonNull(next).cancel();
    next = null;
    if (metrics.health().stop(attempts.partition(), attempts.now()) != null) {
      schedule(WAIT);
      return;
    }
    load();
    if (owners.isEmpty()) {
      return;
    }
    if (!takeTurn()) {
      schedule(WAIT);
      return;
    }
    long begin = System.nanoTime();
    String owner = inHand == null ? owners.iterator().next() : inHand.command().owner();
    if (inHand == null) {
      inHand = read(owner);
    }
    step(owner, inHand);
    // The others have as much of the thread: while one is always due, it takes one command a turn.
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    schedule(took.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : took);
  }

  /** Does one step of it; there is none if the beginning was undone. */
  private void step(String owner, @Nullable CommandEnvelope envelope) {
    Entry entry = entry(owner);
    if (entry != null && envelope != null) {
      attempts.run(
          () -> step(envelope),
          envelope.acceptedAt().toEpochMilli(),
          thrown -> park(envelope, entry, thrown));
    }
    if (entry(owner) == null) {
      ended(owner);
    }
  }

  private @Nullable Entry entry(String owner) {
    return stored(() -> writer.unfinished().of(owner));
  }

  private List<Outgoing> step(CommandEnvelope envelope) {
    Writer.Step step = writer.step(envelope);
    if (step.reply() != null) {
      metrics.count(step.reply());
    }
    return Outgoing.of(envelope, step);
  }

  /** Nothing of it has happened, or state is not what it should be. */
  private void park(CommandEnvelope envelope, Entry entry, Throwable thrown) {
    if (entry.done() > 0) {
      throw attempts.aborted(new IllegalStateException("the rest of " + entry + " fails", thrown));
    }
    byte[] key = entry.owner().getBytes(UTF_8);
    long timestamp = envelope.acceptedAt().toEpochMilli();
    byte[] value = stored(() -> writer.unfinished().command(entry));
    Record<byte[], byte[]> record = new Record<>(key, value, timestamp);
    DeadLetters deadLetters =
        new DeadLetters(record, attempts.partition(), entry.offset(), attempts.now());
    metrics.parked().mark();
    attempts.run(
        () -> {
          writer.giveUp(entry);
          return deadLetters.parked(envelope, CommonRejection.COMMAND_PARKED, Fault.of(thrown));
        },
        timestamp,
        failure -> {
          throw attempts.aborted(failure);
        });
  }

  private void load() {
    if (!isLoaded) {
      List<Entry> entries = new ArrayList<>(stored(() -> writer.unfinished().all()));
      entries.sort(Comparator.comparingLong(Entry::offset));
      entries.forEach(entry -> owners.add(entry.owner()));
      metrics.unfinished().inc(owners.size());
      isLoaded = true;
    }
  }

  /** The owner's unfinished command; null if it has none. */
  private @Nullable CommandEnvelope read(String owner) {
    return stored(
        () -> {
          Entry entry = writer.unfinished().of(owner);
          return entry == null
              ? null
              : commands.deserialize(Topics.COMMANDS.name(), writer.unfinished().command(entry));
        });
  }

  /** What cannot be read cannot be gone on with, nor left alone. */
  private <T extends @Nullable Object> T stored(Supplier<T> read) {
    try {
      return read.get();
    } catch (SerializationException e) {
      throw attempts.aborted(new IllegalStateException("an unfinished command is broken", e));
    } catch (RuntimeException e) {
      throw attempts.aborted(e);
    }
  }

  private void ended(String owner) {
    owners.remove(owner);
    metrics.unfinished().dec();
    if (inHand == null || isInHand(owner)) {
      release();
    }
  }

  private boolean isInHand(String owner) {
    return inHand != null && inHand.command().owner().equals(owner);
  }

  private boolean takeTurn() {
    hasTurn = hasTurn || turn.tryAcquire();
    return hasTurn;
  }

  private void release() {
    inHand = null;
    if (hasTurn) {
      hasTurn = false;
      turn.release();
    }
  }

  private void schedule(Duration pause) {
    next = context.schedule(pause, PunctuationType.WALL_CLOCK_TIME, timestamp -> tick());
  }
}
