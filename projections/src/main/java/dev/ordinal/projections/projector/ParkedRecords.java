package dev.ordinal.projections.projector;

import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jdbi.v3.core.Handle;

/** The table {@code parked_records} of the generation that the transaction has entered. */
final class ParkedRecords {

  private static final int MAX_REASON = 1_000;

  private ParkedRecords() {}

  /** Notes that {@code record} was not folded, or not wholly. */
  static void add(Handle tx, ConsumerRecord<?, ?> record, List<String> reasons) {
    String reason = String.join("; ", reasons).replace('\0', ' ');
    tx.execute(
        "INSERT INTO parked_records (topic, partition, log_offset, reason, parked_at)"
            + " VALUES (?, ?, ?, ?, now())",
        record.topic(),
        record.partition(),
        record.offset(),
        reason.substring(0, Math.min(MAX_REASON, reason.length())));
  }

  /** Whether a record of the partition that {@code record} is in was parked before. */
  static boolean isThereOneBefore(Handle tx, ConsumerRecord<?, ?> record) {
    return tx.createQuery(
            "SELECT EXISTS (SELECT FROM parked_records WHERE topic = ? AND partition = ?)")
        .bind(0, record.topic())
        .bind(1, record.partition())
        .mapTo(boolean.class)
        .one();
  }

  static long count(Handle tx) {
    return tx.createQuery("SELECT count(*) FROM parked_records").mapTo(long.class).one();
  }
}
