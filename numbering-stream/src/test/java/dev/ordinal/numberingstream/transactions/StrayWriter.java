package dev.ordinal.numberingstream.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.message.ProduceRequestData;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.MemoryRecords;
import org.apache.kafka.common.record.internal.SimpleRecord;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.ProduceRequest;
import org.apache.kafka.common.requests.ProduceResponse;
import org.apache.kafka.common.requests.TxnOffsetCommitRequest;
import org.apache.kafka.common.requests.TxnOffsetCommitRequest.CommittedOffset;
import org.apache.kafka.common.requests.TxnOffsetCommitResponse;
import org.awaitility.Awaitility;

/** Writes as part of any transaction, past its coordinator, so that nobody ever ends it there. */
final class StrayWriter implements AutoCloseable {

  static final String ID = "stray";

  private final BrokerClient brokers;

  StrayWriter(Admin admin, Properties settings) {
    brokers = new BrokerClient(admin, settings);
  }

  void write(ProducerEpoch transaction, TopicPartition partition) {
    MemoryRecords records =
        MemoryRecords.withTransactionalRecords(
            Compression.NONE,
            transaction.producerId(),
            (short) transaction.epoch(),
            0,
            new SimpleRecord(
                System.currentTimeMillis(), "key".getBytes(UTF_8), ID.getBytes(UTF_8)));
    ProduceRequestData data =
        new ProduceRequestData().setTransactionalId(ID).setAcks((short) -1).setTimeoutMs(10_000);
    data.topicData()
        .add(
            new ProduceRequestData.TopicProduceData()
                .setName(partition.topic())
                .setPartitionData(
                    List.of(
                        new ProduceRequestData.PartitionProduceData()
                            .setIndex(partition.partition())
                            .setRecords(records))));
    sent(() -> brokers.send(partition, ProduceRequest.builder(data, true), ProduceResponse.class));
  }

  void commitOffset(
      ProducerEpoch transaction,
      TopicPartition groupPartition,
      String group,
      TopicPartition read,
      long offset) {
    sent(
        () ->
            brokers.send(
                groupPartition,
                new TxnOffsetCommitRequest.Builder(
                    ID,
                    group,
                    transaction.producerId(),
                    (short) transaction.epoch(),
                    Map.of(read, new CommittedOffset(offset, "", Optional.empty())),
                    false),
                TxnOffsetCommitResponse.class));
  }

  /** Ends it in one partition alone. */
  void end(ProducerEpoch transaction, TopicPartition partition, Verdict verdict) {
    brokers.end(new OpenTransaction(partition, transaction, 0, 0), verdict);
  }

  /** A broker can take a moment to lead a partition that was just created. */
  private static void sent(Supplier<AbstractResponse> request) {
    Awaitility.await("a write past the coordinator")
        .atMost(Duration.ofSeconds(10))
        .until(() -> request.get().errorCounts().keySet().equals(Set.of(Errors.NONE)));
  }

  @Override
  public void close() {
    brokers.close();
  }
}
