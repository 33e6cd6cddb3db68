package dev.ordinal.projections.projector;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * Where the read model stands.
 *
 * @param generation whose tables
 * @param offsets the next offset to fold of each partition in hand
 */
record Standing(int generation, Map<TopicPartition, Long> offsets) {

  Standing {
    offsets = Map.copyOf(offsets);
  }

  /** The same generation after {@code batch}. */
  Standing after(Batch batch) {
    Map<TopicPartition, Long> moved = new HashMap<>(offsets);
    moved.putAll(batch.nextOffsets());
    return new Standing(generation, moved);
  }

  /** Whether every partition in {@code targets} is folded up to there. */
  boolean reaches(Map<TopicPartition, Long> targets) {
    return targets.entrySet().stream()
        .allMatch(target -> offsets.getOrDefault(target.getKey(), 0L) >= target.getValue());
  }
}
