package dev.ordinal.systemtests.crash;

import dev.ordinal.systemtests.harness.Ports;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.admin.TransactionListing;
import org.apache.kafka.common.TopicPartition;

/** What the broker knows of transactions, for whoever looks at what is stuck. */
final class OpenTransactions {

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private OpenTransactions() {}

  /** A line for each transaction that is open on a partition, and each the coordinator knows. */
  static List<String> describe(Ports ports) {
    Map<String, Object> settings =
        Map.of(
            AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG,
            ports.bootstrapServers(),
            AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
            (int) LIMIT.toMillis(),
            AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
            (int) LIMIT.toMillis());
    try (Admin admin = Admin.create(settings)) {
      List<String> lines = new ArrayList<>(ofPartitions(admin));
      for (TransactionListing known : admin.listTransactions().all().get(30, TimeUnit.SECONDS)) {
        lines.add(
            "%s of producer %d is %s"
                .formatted(known.transactionalId(), known.producerId(), known.state()));
      }
      return lines;
    } catch (Exception e) {
      return List.of("the broker does not tell of transactions: " + e);
    }
  }

  private static List<String> ofPartitions(Admin admin) throws Exception {
    List<String> topics =
        List.copyOf(
            admin
                .listTopics(new ListTopicsOptions().listInternal(true))
                .names()
                .get(30, TimeUnit.SECONDS));
    List<TopicPartition> partitions = new ArrayList<>();
    for (TopicDescription topic :
        admin.describeTopics(topics).allTopicNames().get(30, TimeUnit.SECONDS).values()) {
      topic
          .partitions()
          .forEach(info -> partitions.add(new TopicPartition(topic.name(), info.partition())));
    }
    List<String> lines = new ArrayList<>();
    admin
        .describeProducers(partitions)
        .all()
        .get(30, TimeUnit.SECONDS)
        .forEach(
            (partition, state) ->
                state.activeProducers().stream()
                    .filter(producer -> producer.currentTransactionStartOffset().isPresent())
                    .forEach(
                        producer ->
                            lines.add(
                                "%s has an open transaction since offset %d, of producer %d epoch"
                                    .concat(" %d, which last wrote %d s ago")
                                    .formatted(
                                        partition,
                                        producer.currentTransactionStartOffset().getAsLong(),
                                        producer.producerId(),
                                        producer.producerEpoch(),
                                        Duration.between(
                                                Instant.ofEpochMilli(producer.lastTimestamp()),
                                                Instant.now())
                                            .toSeconds()))));
    return lines;
  }
}
