package dev.ordinal.numberingstream.transactions;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTransactionsOptions;
import org.apache.kafka.clients.admin.TransactionDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.clients.admin.TransactionState;
import org.jspecify.annotations.Nullable;

/** What the coordinators know about some producer ids at one moment. */
record Coordinator(Collection<TransactionDescription> transactions) {

  private static final Set<TransactionState> AT_REST =
      Set.of(
          TransactionState.EMPTY,
          TransactionState.COMPLETE_COMMIT,
          TransactionState.COMPLETE_ABORT);

  private static final Set<TransactionState> ENDING =
      Set.of(TransactionState.PREPARE_COMMIT, TransactionState.PREPARE_ABORT);

  /** A fence, by some versions, and the end each raise the epoch by one. */
  private static final int MOST_BUMPS = 2;

  /** Asks all of them. */
  static Coordinator read(Admin admin, Set<OpenTransaction> open) {
    Set<Long> producerIds =
        open.stream().map(one -> one.producer().producerId()).collect(Collectors.toSet());
    List<String> ids =
        Answers.await(
                admin
                    .listTransactions(new ListTransactionsOptions().filterProducerIds(producerIds))
                    .all())
            .stream()
            .map(TransactionListing::transactionalId)
            .toList();
    return new Coordinator(Answers.await(admin.describeTransactions(ids).all()).values());
  }

  /** Whether it is not ended: the writer may still end it, or the coordinator is at it. */
  boolean hasUnderWay(OpenTransaction open) {
    return transactions.stream()
        .anyMatch(
            one ->
                one.producerId() == open.producer().producerId()
                    && !AT_REST.contains(one.state())
                    && (one.topicPartitions().contains(open.partition()) || fits(one, open)));
  }

  /** Whether it is decided and its markers are on their way. */
  boolean isEnding(OpenTransaction open) {
    return transactions.stream()
        .anyMatch(
            one ->
                one.producerId() == open.producer().producerId()
                    && ENDING.contains(one.state())
                    && fits(one, open));
  }

  /** How it ended, if it was the last of its producer id; null otherwise. */
  @Nullable Verdict verdict(ProducerEpoch transaction) {
    for (TransactionDescription one : transactions) {
      if (one.producerId() == transaction.producerId()
          && one.producerEpoch() == transaction.epoch() + 1) {
        if (one.state() == TransactionState.COMPLETE_COMMIT) {
          return Verdict.COMMIT;
        }
        if (one.state() == TransactionState.COMPLETE_ABORT) {
          return Verdict.ABORT;
        }
      }
    }
    return null;
  }

  private static boolean fits(TransactionDescription one, OpenTransaction open) {
    int ahead = one.producerEpoch() - open.producer().epoch();
    return ENDING.contains(one.state()) ? ahead >= 0 && ahead <= MOST_BUMPS : ahead == 0;
  }
}
