package dev.ordinal.projections.projector;

import java.time.Instant;

/**
 * A committed record and its place in the log.
 *
 * @param <V> what it says
 * @param timestamp when its command was sent, or its deadline was acted on
 */
public record LogEntry<V>(String topic, int partition, long offset, Instant timestamp, V value) {

  /** Where it lies, such as {@code ordinal.orders.events-2@17}. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }
}
