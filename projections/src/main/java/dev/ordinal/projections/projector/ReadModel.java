package dev.ordinal.projections.projector;

import dev.ordinal.contracts.topics.TypedTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folds batches into one generation of tables: rows and position in one transaction. */
final class ReadModel {

  private static final Logger LOG = LoggerFactory.getLogger(ReadModel.class);

  private static final String FEED = "feed";

  private final Jdbi jdbi;
  private final List<Feed<?>> feeds;
  private final ToIntFunction<Handle> enter;
  private final AtomicLong parked = new AtomicLong();

  /**
   * @param enter makes a transaction see the tables of a generation and tells which, such as {@link
   *     Generations#enterActive}
   */
  ReadModel(Jdbi jdbi, List<Feed<?>> feeds, ToIntFunction<Handle> enter) {
    this.jdbi = jdbi;
    this.feeds = feeds;
    this.enter = enter;
  }

  /**
   * Where {@code partitions} stand now.
   *
   * @throws JdbiException when Postgres cannot say
   */
  Standing standing(Set<TopicPartition> partitions) {
    return jdbi.inTransaction(
        tx -> {
          int generation = enter.applyAsInt(tx);
          parked.set(ParkedRecords.count(tx));
          return new Standing(generation, Positions.read(tx, partitions));
        });
  }

  /** How many records of this generation are parked, as far as this instance knows. */
  long parked() {
    return parked.get();
  }

  /**
   * Folds {@code batch}. A record that cannot be folded is parked; one that contradicts what was
   * folded before ends it, and all before it are folded then.
   *
   * @return where the read model stands then
   * @throws PositionMovedException when {@code from} is no longer where the read model stands
   * @throws ImpossibleRecordException naming the record that contradicts
   * @throws JdbiException when Postgres is not there
   */
  Standing fold(Standing from, Batch batch) {
    try {
      jdbi.useTransaction(tx -> foldIn(tx, from, batch));
      return from.after(batch);
    } catch (RuntimeException e) {
      if (!isOfARecord(e) || batch.records().isEmpty()) {
        throw e;
      }
    }
    return batch.records().size() > 1 ? foldHalves(from, batch) : foldAlone(from, batch);
  }

  private Standing foldHalves(Standing from, Batch batch) {
    Standing standing = from;
    for (Batch half : batch.halves()) {
      standing = fold(standing, half);
    }
    return standing;
  }

  /** Whether a record is at fault, or a fold that does not stand it, and not what we depend on. */
  private static boolean isOfARecord(RuntimeException e) {
    return e instanceof JdbiException
        ? Failures.isDataAtFault(e) || Failures.isContradiction(e)
        : !(e instanceof PositionMovedException);
  }

  /** Folds what can be folded of a record and parks it if that is not all. */
  private Standing foldAlone(Standing from, Batch single) {
    ConsumerRecord<byte[], byte[]> polled = single.records().get(0);
    List<String> reasons =
        jdbi.inTransaction(
            tx -> {
              advance(tx, from, single);
              List<String> failed = foldEach(tx, polled);
              if (!failed.isEmpty()) {
                ParkedRecords.add(tx, polled, failed);
              }
              return failed;
            });
    if (!reasons.isEmpty()) {
      parked.incrementAndGet();
      LOG.error("parked {}: {}", place(polled), reasons);
    }
    return from.after(single);
  }

  /** Each feed for itself, so that one that fails takes nothing from the others. */
  private List<String> foldEach(Handle tx, ConsumerRecord<byte[], byte[]> polled) {
    List<String> failed = new ArrayList<>();
    for (Feed<?> feed : feeds) {
      if (feed.topic().name().equals(polled.topic())) {
        List<? extends LogEntry<?>> entry;
        try {
          entry = List.of(read(feed.topic(), polled));
        } catch (UnreadableRecordException e) {
          return List.of(Failures.reason(e));
        }
        tx.savepoint(FEED);
        try {
          apply(tx, feed, entry);
        } catch (RuntimeException e) {
          tx.rollbackToSavepoint(FEED);
          failed.add(whyParked(tx, polled, e));
        }
      }
    }
    return failed;
  }

  /**
   * Why {@code polled} may be passed over.
   *
   * @throws RuntimeException if it must not, or if it is not at fault
   */
  private static String whyParked(
      Handle tx, ConsumerRecord<byte[], byte[]> polled, RuntimeException e) {
    if (!isOfARecord(e)) {
      throw e;
    }
    if (e instanceof JdbiException) {
      if (Failures.isContradiction(e)) {
        throw new ImpossibleRecordException(place(polled) + ": " + Failures.reason(e));
      }
      return Failures.reason(e);
    }
    if (e instanceof ImpossibleRecordException) {
      // What follows on something that was parked cannot be where it should be.
      if (!ParkedRecords.isThereOneBefore(tx, polled)) {
        throw e;
      }
      return Failures.reason(e);
    }
    // A bug in the fold. Its message may quote values.
    StackTraceElement[] stack = e.getStackTrace();
    return e.getClass().getName() + (stack.length == 0 ? "" : " at " + stack[0]);
  }

  private void advance(Handle tx, Standing from, Batch batch) {
    if (enter.applyAsInt(tx) != from.generation()) {
      throw new PositionMovedException("a rebuild has switched the read model");
    }
    Positions.advance(tx, from, batch.nextOffsets());
  }

  private void foldIn(Handle tx, Standing from, Batch batch) {
    if (batch.records().isEmpty()) {
      // A position that is lost in a crash is found again; it need not wait for the disk.
      tx.execute("SET LOCAL synchronous_commit = off");
    }
    advance(tx, from, batch);
    Map<String, List<ConsumerRecord<byte[], byte[]>>> byTopic = new HashMap<>();
    for (ConsumerRecord<byte[], byte[]> polled : batch.records()) {
      byTopic.computeIfAbsent(polled.topic(), topic -> new ArrayList<>()).add(polled);
    }
    // Several feeds may listen to a topic; what its records say is read once.
    Map<TypedTopic<?, ?>, List<? extends LogEntry<?>>> read = new HashMap<>();
    for (Feed<?> feed : feeds) {
      List<ConsumerRecord<byte[], byte[]>> records = byTopic.get(feed.topic().name());
      if (records != null) {
        apply(tx, feed, read.computeIfAbsent(feed.topic(), topic -> read(topic, records)));
      }
    }
  }

  @SuppressWarnings("unchecked") // what a feed's topic says is what the feed folds
  private static <V> void apply(Handle tx, Feed<V> feed, List<? extends LogEntry<?>> entries) {
    feed.fold().apply(tx, (List<LogEntry<V>>) entries);
  }

  private static <V> List<LogEntry<V>> read(
      TypedTopic<?, V> topic, List<ConsumerRecord<byte[], byte[]>> records) {
    return records.stream().map(polled -> read(topic, polled)).toList();
  }

  private static <V> LogEntry<V> read(
      TypedTopic<?, V> topic, ConsumerRecord<byte[], byte[]> polled) {
    return new LogEntry<>(
        polled.topic(),
        polled.partition(),
        polled.offset(),
        Instant.ofEpochMilli(polled.timestamp()),
        RecordReader.read(topic, polled));
  }

  private static String place(ConsumerRecord<?, ?> polled) {
    return RecordReader.place(polled);
  }
}
