package dev.ordinal.projections.audit;

import dev.ordinal.projections.audit.checks.Sum;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/**
 * What Postgres held at one moment.
 *
 * @param positions up to where it had folded each partition, exclusive
 * @param sums by name, as {@link dev.ordinal.projections.audit.checks.LogTotals} names them
 */
record Snapshot(Map<TopicPartition, Long> positions, Map<String, Sum> sums) {

  long position(TopicPartition partition) {
    return positions.getOrDefault(partition, 0L);
  }
}
