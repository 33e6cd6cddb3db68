package dev.ordinal.projections.projector;

import dev.ordinal.contracts.topics.TypedTopic;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * A topic and how its records change the tables.
 *
 * @param <V> what the topic's records say
 * @param topic whence the records come
 * @param fold how records become rows
 */
public record Feed<V>(TypedTopic<?, V> topic, Fold<V> fold) {

  /** Applies records to tables. */
  @FunctionalInterface
  public interface Fold<V> {

    /**
     * Writes what {@code entries} say. A record comes once: its position is committed with its
     * rows.
     *
     * @param tx the transaction of rows and position, whose tables need no schema name
     * @param entries at least one; those of one partition in log order
     * @throws ImpossibleRecordException if an entry contradicts what was folded before
     */
    void apply(Handle tx, List<LogEntry<V>> entries);
  }
}
