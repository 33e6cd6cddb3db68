package dev.ordinal.projections.projector;

/**
 * A committed record and its place in the log.
 *
 * @param <V> what it says
 */
public record LogEntry<V>(String topic, int partition, long offset, V value) {

  /** Where it lies, such as {@code ordinal.orders.events-2@17}. */
  public String place() {
    return topic + "-" + partition + "@" + offset;
  }
}
