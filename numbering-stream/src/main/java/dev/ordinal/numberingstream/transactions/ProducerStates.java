package dev.ordinal.numberingstream.transactions;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeProducersResult.PartitionProducerState;
import org.apache.kafka.clients.admin.ProducerState;
import org.apache.kafka.common.TopicPartition;

/** Who writes to which partition, as the partitions' leaders saw it at one moment. */
record ProducerStates(Map<TopicPartition, List<ProducerState>> byPartition) {

  /** Asks the leader of each partition. */
  static ProducerStates read(Admin admin, Set<TopicPartition> partitions) {
    Map<TopicPartition, PartitionProducerState> states =
        Answers.await(admin.describeProducers(partitions).all());
    return new ProducerStates(
        states.entrySet().stream()
            .collect(
                Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().activeProducers())));
  }

  /** The transactions that are open. */
  Set<OpenTransaction> open() {
    Set<OpenTransaction> open = new HashSet<>();
    byPartition.forEach(
        (partition, producers) -> {
          for (ProducerState producer : producers) {
            if (producer.currentTransactionStartOffset().isPresent()) {
              open.add(
                  new OpenTransaction(
                      partition,
                      new ProducerEpoch(producer.producerId(), producer.producerEpoch()),
                      producer.currentTransactionStartOffset().getAsLong(),
                      producer.coordinatorEpoch().orElse(0)));
            }
          }
        });
    return open;
  }

  /** The partitions in which the transaction may have written and has been ended. */
  Set<TopicPartition> ended(ProducerEpoch transaction) {
    return byPartition.entrySet().stream()
        .filter(
            entry -> entry.getValue().stream().anyMatch(producer -> isPast(producer, transaction)))
        .map(Map.Entry::getKey)
        .collect(Collectors.toSet());
  }

  private static boolean isPast(ProducerState producer, ProducerEpoch transaction) {
    boolean isOpen =
        producer.currentTransactionStartOffset().isPresent()
            && producer.producerEpoch() == transaction.epoch();
    return producer.producerId() == transaction.producerId()
        && producer.producerEpoch() >= transaction.epoch()
        && !isOpen;
  }
}
