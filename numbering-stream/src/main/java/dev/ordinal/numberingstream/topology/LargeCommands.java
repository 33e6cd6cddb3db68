package dev.ordinal.numberingstream.topology;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ordinal.contracts.CommandEnvelope;
import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.UnfinishedCommands.Entry;
import dev.ordinal.numberingstream.decider.Writer;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
 * between them. Commands of the same owner that come meanwhile are kept and follow in their order.
 * What is unfinished is in state, so it goes on after a restart. For the task's thread.
 */
final class LargeCommands {

  /** What is kept of one owner at most; beyond it the thread first does all of that. */
  static final int MAX_KEPT = 5_000;

  private static final int MAX_KEPT_BYTES = 8 * Topics.MAX_COMMAND_BYTES;

  /** Small steps are done together: each slice of time commits a transaction. */
  private static final Duration SLICE = Duration.ofMillis(25);

  private static final Duration SHORTEST_PAUSE = Duration.ofMillis(1);

  /** Between two looks whether it is this task's turn, or its writer works again. */
  private static final Duration WAIT = Duration.ofMillis(100);

  private final Attempts attempts;
  private final Writer writer;
  private final InstantSource clock;
  private final ProcessorContext<?, ?> context;
  private final StreamMetrics metrics;
  private final Semaphore turn;
  private final Deserializer<CommandEnvelope> commands = Topics.COMMANDS.value().deserializer();

  /** What is kept, in order, by owner; the owner who came first is first. */
  private final Map<String, Deque<Entry>> kept = new LinkedHashMap<>();

  private boolean isLoaded;
  private boolean hasTurn;

  /** How many commands this process had decided after the last slice. */
  private long decided;

  private @Nullable Cancellable next;

  /** The command that was worked on last, and its offset. */
  private @Nullable CommandEnvelope inHand;

  private long offsetInHand;

  /**
   * Goes on with what is unfinished from now on.
   *
   * @param clock the writer's
   * @param turn has one permit, shared by all tasks of the process: a command that is in hand takes
   *     several times its size in memory
   */
  LargeCommands(
      Attempts attempts,
      Writer writer,
      InstantSource clock,
      ProcessorContext<?, ?> context,
      Semaphore turn,
      StreamMetrics metrics) {
    this.attempts = attempts;
    this.writer = writer;
    this.clock = clock;
    this.context = context;
    this.turn = turn;
    this.metrics = metrics;
    schedule(SHORTEST_PAUSE);
  }

  /** Whether a command of this owner is kept, so that nothing else of it may be decided. */
  boolean isUnfinished(String owner) {
    load();
    return kept.containsKey(owner);
  }

  /** Sees to it that one more command of the owner can be kept. */
  void makeRoom(String owner) {
    if (isUnfinished(owner) && isFull(keptOf(owner))) {
      while (isUnfinished(owner)) {
        step(owner);
      }
    }
  }

  private static boolean isFull(Deque<Entry> entries) {
    return entries.size() >= MAX_KEPT
        || entries.stream().mapToLong(Entry::bytes).sum() >= MAX_KEPT_BYTES;
  }

  /**
   * Keeps a command if it is large or another of its owner is kept; part of its unit of work.
   *
   * @param record as it came
   * @return false if it is to be decided at once
   */
  boolean takes(CommandEnvelope envelope, byte[] record, long offset) {
    String owner = envelope.command().owner();
    if (!kept.containsKey(owner) && !writer.isLarge(envelope)) {
      return false;
    }
    Entry entry = writer.keep(envelope, offset, record);
    if (kept.isEmpty() && takeTurn()) {
      inHand = envelope;
      offsetInHand = offset;
    }
    add(entry);
    if (next == null) {
      schedule(SHORTEST_PAUSE);
    }
    return true;
  }

  /** Ends the work of this task. */
  void stop() {
    if (next != null) {
      next.cancel();
    }
    kept.values().forEach(entries -> metrics.unfinished().dec(entries.size()));
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
    if (kept.isEmpty()) {
      return;
    }
    if (!takeTurn()) {
      schedule(WAIT);
      return;
    }
    boolean isAlone = metrics.decided() == decided;
    long begin = System.nanoTime();
    Duration took;
    do {
      step(kept.keySet().iterator().next());
      took = Duration.ofNanos(System.nanoTime() - begin);
    } while (hasTurn && took.compareTo(SLICE) < 0);
    // Others have as much of the thread, if there are any: while a tick is always due, Streams
    // takes one command between two.
    schedule(isAlone ? SHORTEST_PAUSE : took);
    decided = metrics.decided();
  }

  /** Does one step of the owner's first command; there is none if its beginning was undone. */
  private void step(String owner) {
    long offset = keptOf(owner).element().offset();
    Entry entry = entry(owner, offset);
    if (entry != null) {
      CommandEnvelope envelope = inHand(entry);
      attempts.run(
          () -> step(envelope, entry),
          envelope.acceptedAt().toEpochMilli(),
          thrown -> park(envelope, entry, thrown));
    }
    if (entry(owner, offset) == null) {
      ended(owner);
    }
  }

  private @Nullable Entry entry(String owner, long offset) {
    return stored(() -> writer.unfinished().of(owner, offset));
  }

  private List<Outgoing> step(CommandEnvelope envelope, Entry entry) {
    Writer.Step step = writer.step(envelope, entry, clock.instant());
    List<Outgoing> messages = Outgoing.of(envelope, step);
    if (step.outcome() != null) {
      metrics.count(step.outcome());
    }
    return messages;
  }

  /** Nothing of it has happened, or state is not what it should be. */
  private void park(CommandEnvelope envelope, Entry entry, Throwable thrown) {
    if (entry.done() > 0) {
      throw attempts.aborted(new IllegalStateException("the rest of " + entry + " fails", thrown));
    }
    byte[] key = entry.owner().getBytes(UTF_8);
    byte[] value = stored(() -> writer.unfinished().command(entry));
    long timestamp = envelope.acceptedAt().toEpochMilli();
    DeadLetters deadLetters =
        new DeadLetters(
            new Record<>(key, value, timestamp),
            attempts.partition(),
            entry.offset(),
            attempts.now());
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
      entries.forEach(this::add);
      isLoaded = true;
    }
  }

  private CommandEnvelope inHand(Entry entry) {
    CommandEnvelope envelope = inHand;
    if (envelope == null || offsetInHand != entry.offset()) {
      envelope =
          stored(
              () ->
                  commands.deserialize(Topics.COMMANDS.name(), writer.unfinished().command(entry)));
      inHand = envelope;
      offsetInHand = entry.offset();
    }
    return envelope;
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

  private void add(Entry entry) {
    kept.computeIfAbsent(entry.owner(), owner -> new ArrayDeque<>()).add(entry);
    metrics.unfinished().inc();
  }

  private Deque<Entry> keptOf(String owner) {
    return Objects.requireNonNull(kept.get(owner));
  }

  private void ended(String owner) {
    inHand = null;
    metrics.unfinished().dec();
    Deque<Entry> entries = keptOf(owner);
    entries.remove();
    if (entries.isEmpty()) {
      kept.remove(owner);
      release();
    }
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
    Duration least = pause.compareTo(SHORTEST_PAUSE) < 0 ? SHORTEST_PAUSE : pause;
    next = context.schedule(least, PunctuationType.WALL_CLOCK_TIME, timestamp -> tick());
  }
}
