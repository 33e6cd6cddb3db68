package dev.ordinal.numberingstream.transactions;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.record.internal.Record;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction ended according to its coordinators' own log. The log is compacted, so of what
 * is older than its active segment only the last state of each transactional id is left.
 */
final class CoordinatorLog {

  /** The states of {@code TransactionState} as they are written. */
  private static final byte ONGOING = 1;

  private static final byte PREPARE_COMMIT = 2;
  private static final byte PREPARE_ABORT = 3;
  private static final byte COMPLETE_COMMIT = 4;
  private static final byte COMPLETE_ABORT = 5;

  /** Version, producer id, epoch, timeout and state: how both versions of a value begin. */
  private static final int PREFIX_BYTES = 2 + 8 + 2 + 4 + 1;

  private static final short NEWEST_VERSION = 1;

  private final ProducerEpoch transaction;
  private boolean isOngoing;
  private boolean isPast;
  private @Nullable Verdict verdict;

  CoordinatorLog(ProducerEpoch transaction) {
    this.transaction = transaction;
  }

  /** Null if the log does not tell, or no longer. */
  static @Nullable Verdict find(
      Admin admin, LogReader log, ProducerEpoch transaction, long timestamp) {
    CoordinatorLog states = new CoordinatorLog(transaction);
    for (TopicPartition partition : partitions(admin)) {
      if (!states.isPast) {
        log.read(partition, timestamp, states::wantsMore);
      }
    }
    return states.verdict;
  }

  private static List<TopicPartition> partitions(Admin admin) {
    String topic = Topic.TRANSACTION_STATE_TOPIC_NAME;
    try {
      return Answers.await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
          .flatMap(description -> description.partitions().stream())
          .map(partition -> new TopicPartition(topic, partition.partition()))
          .toList();
    } catch (UnknownTopicOrPartitionException e) {
      // The first transaction of a cluster makes it.
      return List.of();
    }
  }

  @Nullable Verdict verdict() {
    return verdict;
  }

  private boolean wantsMore(RecordBatch batch) {
    for (Record record : batch) {
      ByteBuffer value = record.value();
      if (value != null) {
        apply(value);
      }
    }
    return !isPast;
  }

  /** Takes one value of the log, in its order. */
  void apply(ByteBuffer value) {
    if (isPast || value.remaining() < PREFIX_BYTES) {
      return;
    }
    short version = value.getShort();
    if (version < 0 || version > NEWEST_VERSION || value.getLong() != transaction.producerId()) {
      return;
    }
    int ahead = value.getShort() - transaction.epoch();
    value.getInt();
    byte state = value.get();
    if (state == ONGOING && ahead == 0) {
      isOngoing = true;
    } else if (ahead > 0 || isOngoing) {
      // What follows the open transaction at once is its end. Where compaction took the open state,
      // only the next epoch is surely its end: later ones can be those of later transactions.
      isPast = true;
      if (isOngoing || ahead == 1) {
        verdict = verdict(state);
      }
    }
  }

  private static @Nullable Verdict verdict(byte state) {
    return switch (state) {
      case PREPARE_COMMIT, COMPLETE_COMMIT -> Verdict.COMMIT;
      case PREPARE_ABORT, COMPLETE_ABORT -> Verdict.ABORT;
      default -> null;
    };
  }
}
