package dev.ordinal.numberingstream.transactions;

import org.apache.kafka.common.TopicPartition;

/**
 * A transaction that a partition has open. Read-committed readers of the partition stop at {@code
 * startOffset}.
 *
 * @param coordinatorEpoch that of the last marker this producer id got here, 0 if it got none: a
 *     marker with a lower one is refused
 */
record OpenTransaction(
    TopicPartition partition, ProducerEpoch producer, long startOffset, int coordinatorEpoch) {

  @Override
  public String toString() {
    return "%s (%s, start offset %d)".formatted(partition, producer, startOffset);
  }
}
