package dev.ordinal.numberingstream.transactions;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.ApiVersions;
import org.apache.kafka.clients.ClientUtils;
import org.apache.kafka.clients.DefaultHostResolver;
import org.apache.kafka.clients.ManualMetadataUpdater;
import org.apache.kafka.clients.NetworkClient;
import org.apache.kafka.clients.NetworkClientUtils;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.errors.DisconnectException;
import org.apache.kafka.common.errors.LeaderNotAvailableException;
import org.apache.kafka.common.message.FetchResponseData;
import org.apache.kafka.common.metrics.Metrics;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.record.internal.RecordBatch;
import org.apache.kafka.common.record.internal.Records;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.FetchRequest;
import org.apache.kafka.common.requests.FetchResponse;
import org.apache.kafka.common.requests.TransactionResult;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest;
import org.apache.kafka.common.requests.WriteTxnMarkersRequest.TxnMarkerEntry;
import org.apache.kafka.common.requests.WriteTxnMarkersResponse;
import org.apache.kafka.common.utils.LogContext;
import org.apache.kafka.common.utils.Time;

/**
 * Asks the leader of a partition for what the public clients do not offer: batches as they lie in
 * the log, markers included, and markers that commit. It uses internal classes of kafka-clients, so
 * each new version needs its tests. Each request is bounded by the request timeout of the settings.
 * Not thread-safe.
 */
final class BrokerClient implements AutoCloseable {

  private static final String NAME = "ordinal-transactions";
  private static final int FETCH_BYTES = 4 * 1024 * 1024;

  /** The last version that names topics; later ones want their ids. */
  private static final short FETCH_BY_NAME = 12;

  private final Admin admin;
  private final int timeoutMs;
  private final NetworkClient client;
  private final Metrics metrics = new Metrics();

  /**
   * A client; it connects when it is first used.
   *
   * @param settings those of {@code admin}, security included
   */
  BrokerClient(Admin admin, Properties settings) {
    AdminClientConfig config = new AdminClientConfig(settings);
    this.admin = admin;
    this.timeoutMs = config.getInt(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG);
    this.client =
        ClientUtils.createNetworkClient(
            config,
            NAME,
            metrics,
            NAME,
            new LogContext(),
            new ApiVersions(),
            Time.SYSTEM,
            1,
            timeoutMs,
            null,
            new ManualMetadataUpdater(),
            new DefaultHostResolver(),
            null,
            null);
  }

  /** The batches from an offset on, uncommitted ones too; none at the end of the log. */
  Iterable<? extends RecordBatch> fetch(TopicPartition partition, long offset) {
    FetchRequest.PartitionData from =
        new FetchRequest.PartitionData(
            Uuid.ZERO_UUID,
            offset,
            FetchResponse.INVALID_LOG_START_OFFSET,
            FETCH_BYTES,
            Optional.empty());
    FetchResponse response =
        send(
            partition,
            FetchRequest.Builder.forConsumer(FETCH_BY_NAME, 0, 0, Map.of(partition, from)),
            FetchResponse.class);
    check(response.error());
    FetchResponseData.PartitionData data = response.data().responses().get(0).partitions().get(0);
    check(Errors.forCode(data.errorCode()));
    Records records = FetchResponse.recordsOrFail(data);
    return records.batches();
  }

  /**
   * Ends a transaction in its partition. The marker has the epoch of the transaction, as {@code
   * kafka-transactions.sh abort} does it: brokers of all versions refuse it as soon as the producer
   * has written anything later there, so it can never end a later transaction.
   */
  void end(OpenTransaction open, Verdict verdict) {
    ProducerEpoch producer = open.producer();
    TxnMarkerEntry marker =
        new TxnMarkerEntry(
            producer.producerId(),
            (short) producer.epoch(),
            open.coordinatorEpoch(),
            verdict == Verdict.COMMIT ? TransactionResult.COMMIT : TransactionResult.ABORT,
            List.of(open.partition()),
            (short) 0);
    WriteTxnMarkersResponse response =
        send(
            open.partition(),
            new WriteTxnMarkersRequest.Builder(List.of(marker)),
            WriteTxnMarkersResponse.class);
    Map<TopicPartition, Errors> errors =
        response.errorsByProducerId().getOrDefault(producer.producerId(), Map.of());
    check(errors.getOrDefault(open.partition(), Errors.UNKNOWN_SERVER_ERROR));
  }

  /** Sends a request to the leader of a partition and waits for the answer. */
  <T extends AbstractResponse> T send(
      TopicPartition partition, AbstractRequest.Builder<?> request, Class<T> type) {
    Node leader = leader(partition);
    try {
      if (!NetworkClientUtils.awaitReady(client, leader, Time.SYSTEM, timeoutMs)) {
        throw new DisconnectException("no connection to the leader of " + partition);
      }
      return type.cast(
          NetworkClientUtils.sendAndReceive(
                  client,
                  client.newClientRequest(
                      leader.idString(), request, Time.SYSTEM.milliseconds(), true),
                  Time.SYSTEM)
              .responseBody());
    } catch (IOException e) {
      throw new KafkaException("the leader of %s does not answer".formatted(partition), e);
    }
  }

  private Node leader(TopicPartition partition) {
    Node leader =
        Answers.await(admin.describeTopics(List.of(partition.topic())).allTopicNames())
            .values()
            .iterator()
            .next()
            .partitions()
            .get(partition.partition())
            .leader();
    if (leader == null || leader.isEmpty()) {
      throw new LeaderNotAvailableException(partition + " has no leader");
    }
    return leader;
  }

  private static void check(Errors error) {
    if (error != Errors.NONE) {
      throw error.exception();
    }
  }

  @Override
  public void close() {
    client.close();
    metrics.close();
  }
}
