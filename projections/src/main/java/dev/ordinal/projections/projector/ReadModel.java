package dev.ordinal.projections.projector;

import dev.ordinal.contracts.topics.TypedTopic;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  private final Jdbi jdbi;
  private final List<Feed<?>> feeds;
  private final ToIntFunction<Handle> enter;

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
        tx -> new Standing(enter.applyAsInt(tx), Positions.read(tx, partitions)));
  }

  /**
   * Folds {@code batch}. A record that can neither be folded nor skipped ends it; all before it are
   * folded then.
   *
   * @return where the read model stands then
   * @throws PositionMovedException when {@code from} is no longer where the read model stands
   * @throws ImpossibleRecordException naming the record that cannot be folded
   * @throws JdbiException when Postgres is not there
   */
  Standing fold(Standing from, Batch batch) {
    try {
      return foldWhole(from, batch);
    } catch (ImpossibleRecordException e) {
      if (batch.records().size() <= 1) {
        return skip(from, batch, e);
      }
      Standing standing = from;
      for (Batch half : batch.halves()) {
        standing = fold(standing, half);
      }
      return standing;
    }
  }

  private Standing skip(Standing from, Batch single, ImpossibleRecordException why) {
    if (single.records().stream().noneMatch(this::maySkip)) {
      throw why;
    }
    LOG.warn("skipped {}", why.getMessage());
    return foldWhole(from, single.withoutRecords());
  }

  private boolean maySkip(ConsumerRecord<?, ?> polled) {
    return feeds.stream()
        .filter(feed -> feed.topic().name().equals(polled.topic()))
        .allMatch(feed -> feed.poison() == Feed.Poison.SKIP);
  }

  private Standing foldWhole(Standing from, Batch batch) {
    try {
      jdbi.useTransaction(tx -> foldIn(tx, from, batch));
    } catch (JdbiException e) {
      if (Failures.isDataAtFault(e)) {
        throw new ImpossibleRecordException(firstPlace(batch) + ": " + Failures.reason(e));
      }
      throw e;
    }
    return from.after(batch);
  }

  private void foldIn(Handle tx, Standing from, Batch batch) {
    if (enter.applyAsInt(tx) != from.generation()) {
      throw new PositionMovedException("a rebuild has switched the read model");
    }
    if (batch.records().isEmpty()) {
      // A position that is lost in a crash is found again; it need not wait for the disk.
      tx.execute("SET LOCAL synchronous_commit = off");
    }
    Positions.advance(tx, from, batch.nextOffsets());
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
    try {
      V value =
          topic
              .value()
              .deserializer()
              .deserialize(polled.topic(), polled.headers(), polled.value());
      return new LogEntry<>(
          polled.topic(),
          polled.partition(),
          polled.offset(),
          Instant.ofEpochMilli(polled.timestamp()),
          value);
    } catch (RuntimeException e) {
      // Not only SerializationException: whatever a reader trips over is a record that is no value.
      throw new ImpossibleRecordException(place(polled) + ": " + e.getMessage());
    }
  }

  private static String firstPlace(Batch batch) {
    return batch.records().stream().findFirst().map(ReadModel::place).orElse("positions");
  }

  private static String place(ConsumerRecord<?, ?> polled) {
    return polled.topic() + "-" + polled.partition() + "@" + polled.offset();
  }
}
