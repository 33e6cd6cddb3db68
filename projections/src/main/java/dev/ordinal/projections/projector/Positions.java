package dev.ordinal.projections.projector;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The table {@code positions} of the generation that the transaction has entered. */
final class Positions {

  private Positions() {}

  /** The next offsets of {@code partitions}; 0 for one that was never folded. */
  static Map<TopicPartition, Long> read(Handle tx, Set<TopicPartition> partitions) {
    insertMissing(tx, partitions);
    Map<TopicPartition, Long> all = readAll(tx);
    all.keySet().retainAll(partitions);
    return all;
  }

  /** Every position there is. */
  static Map<TopicPartition, Long> readAll(Handle tx) {
    Map<TopicPartition, Long> all = new HashMap<>();
    tx.createQuery("SELECT topic, partition, next_offset FROM positions")
        .map(
            (row, context) ->
                Map.entry(
                    new TopicPartition(row.getString("topic"), row.getInt("partition")),
                    row.getLong("next_offset")))
        .forEach(position -> all.put(position.getKey(), position.getValue()));
    return all;
  }

  /**
   * Moves positions on, which is the fence: of two instances that fold the same records, the second
   * finds that the position is not where it expects it.
   *
   * @throws PositionMovedException naming the partition, if somebody else moved it
   */
  static void advance(Handle tx, Standing from, Map<TopicPartition, Long> nextOffsets) {
    if (nextOffsets.isEmpty()) {
      return;
    }
    // Always in the same order, so that two instances cannot wait for each other's rows.
    List<TopicPartition> partitions = new ArrayList<>(nextOffsets.keySet());
    partitions.sort((a, b) -> a.toString().compareTo(b.toString()));
    PreparedBatch updates =
        tx.prepareBatch(
            "UPDATE positions SET next_offset = :next WHERE topic = :topic"
                + " AND partition = :partition AND next_offset = :expected");
    for (TopicPartition partition : partitions) {
      updates
          .bind("topic", partition.topic())
          .bind("partition", partition.partition())
          .bind("expected", from.offsets().get(partition))
          .bind("next", nextOffsets.get(partition))
          .add();
    }
    int[] moved = updates.execute();
    for (int i = 0; i < moved.length; i++) {
      if (moved[i] != 1) {
        throw new PositionMovedException("another instance folds " + partitions.get(i));
      }
    }
  }

  private static void insertMissing(Handle tx, Collection<TopicPartition> partitions) {
    if (partitions.isEmpty()) {
      return;
    }
    PreparedBatch inserts =
        tx.prepareBatch(
            "INSERT INTO positions (topic, partition, next_offset) VALUES (:topic, :partition, 0)"
                + " ON CONFLICT DO NOTHING");
    partitions.forEach(
        partition ->
            inserts
                .bind("topic", partition.topic())
                .bind("partition", partition.partition())
                .add());
    inserts.execute();
  }
}
