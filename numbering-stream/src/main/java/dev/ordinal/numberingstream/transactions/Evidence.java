package dev.ordinal.numberingstream.transactions;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.OffsetOutOfRangeException;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.jspecify.annotations.Nullable;

/**
 * What tells how one transaction ended. Everything is heard before anything is decided: a
 * transaction that commits in one partition and aborts in another gives a number twice.
 */
final class Evidence {

  private final Map<Verdict, List<String>> found = new EnumMap<>(Verdict.class);
  private @Nullable String flaw;

  private Evidence() {}

  /**
   * Gathers it.
   *
   * @param hanging the partitions of {@code transaction} that have it open
   */
  static Evidence of(
      ProducerEpoch transaction,
      Set<OpenTransaction> hanging,
      ProducerStates producers,
      Coordinator coordinator,
      Admin admin,
      LogReader log) {
    Evidence evidence = new Evidence();
    long since = Long.MAX_VALUE;
    for (OpenTransaction open : hanging) {
      since = Math.min(since, evidence.begin(open, log));
    }
    evidence.add(coordinator.verdict(transaction), "its coordinator");
    evidence.add(CoordinatorLog.find(admin, log, transaction, since), "__transaction_state");
    for (TopicPartition sibling : producers.ended(transaction)) {
      evidence.add(Markers.find(log, sibling, transaction, since), sibling.toString());
    }
    return evidence;
  }

  /** Null if it cannot be told, see {@link #doubt}. */
  @Nullable Verdict verdict() {
    return flaw == null && found.size() == 1 ? found.keySet().iterator().next() : null;
  }

  /** Why there is no verdict. */
  String doubt() {
    if (flaw != null) {
      return flaw;
    }
    return found.isEmpty() ? "nothing tells how it ended" : "the evidence contradicts: " + this;
  }

  /** The time of its first records in one partition; if retention took them, the latest of all. */
  private long begin(OpenTransaction open, LogReader log) {
    try {
      RecordBatch first = log.batchAt(open.partition(), open.startOffset());
      if (first.producerEpoch() != open.producer().epoch()) {
        flaw = "it runs on from an earlier transaction of the same producer";
      }
      return first.maxTimestamp();
    } catch (OffsetOutOfRangeException e) {
      return Long.MAX_VALUE;
    }
  }

  private void add(@Nullable Verdict verdict, String witness) {
    if (verdict != null) {
      found.computeIfAbsent(verdict, key -> new ArrayList<>()).add(witness);
    }
  }

  /** Who says what. */
  @Override
  public String toString() {
    return new TreeMap<>(found).toString();
  }
}
