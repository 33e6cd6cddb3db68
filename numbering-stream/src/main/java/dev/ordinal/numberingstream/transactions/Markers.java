package dev.ordinal.numberingstream.transactions;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.record.internal.ControlRecordType;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction ended in a partition where it did: the first marker of its producer id after
 * its records, whatever the marker's epoch (the coordinator's is one higher, that of {@code
 * kafka-transactions.sh abort} the same).
 */
final class Markers {

  private final ProducerEpoch transaction;
  private boolean isIn;
  private @Nullable Verdict verdict;

  private Markers(ProducerEpoch transaction) {
    this.transaction = transaction;
  }

  /** Null if the partition has no records of the transaction, or they cannot be found. */
  static @Nullable Verdict find(
      LogReader log, TopicPartition partition, ProducerEpoch transaction, long timestamp) {
    Markers markers = new Markers(transaction);
    log.read(partition, timestamp, markers::wantsMore);
    return markers.verdict;
  }

  private boolean wantsMore(RecordBatch batch) {
    if (batch.producerId() != transaction.producerId()) {
      return true;
    }
    if (!batch.isControlBatch()) {
      isIn |= batch.producerEpoch() == transaction.epoch();
      return isIn || batch.producerEpoch() < transaction.epoch();
    }
    if (isIn) {
      verdict = verdict(batch);
    }
    return !isIn;
  }

  private static @Nullable Verdict verdict(RecordBatch marker) {
    for (Record record : marker) {
      ControlRecordType type = ControlRecordType.parse(record.key());
      if (type == ControlRecordType.COMMIT) {
        return Verdict.COMMIT;
      }
      if (type == ControlRecordType.ABORT) {
        return Verdict.ABORT;
      }
    }
    return null;
  }
}
