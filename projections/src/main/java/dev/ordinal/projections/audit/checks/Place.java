package dev.ordinal.projections.audit.checks;

/** Where a record lies in the log. */
public record Place(String topic, int partition, long offset) {

  /** Such as {@code ordinal.orders.events-2@17}. */
  @Override
  public String toString() {
    return topic + "-" + partition + "@" + offset;
  }
}
