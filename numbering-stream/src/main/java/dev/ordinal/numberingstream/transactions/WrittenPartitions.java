package dev.ordinal.numberingstream.transactions;

import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.internals.Topic;
import org.apache.kafka.common.utils.Utils;

/**
 * The partitions that the stream writes in its transactions: our topics, the internal topics of
 * Streams, and the one that holds the group's offsets.
 */
final class WrittenPartitions {

  private WrittenPartitions() {}

  /** Those that exist; on an empty cluster some do not yet. */
  static Set<TopicPartition> find(Admin admin, String applicationId) {
    Set<String> ours = Topics.all().stream().map(TypedTopic::name).collect(Collectors.toSet());
    Set<String> written =
        Answers.await(admin.listTopics(new ListTopicsOptions().listInternal(true)).names()).stream()
            .filter(
                name ->
                    ours.contains(name)
                        || isInternal(name, applicationId)
                        || name.equals(Topic.GROUP_METADATA_TOPIC_NAME))
            .collect(Collectors.toSet());
    Set<TopicPartition> partitions = new HashSet<>();
    Map<String, TopicDescription> descriptions =
        Answers.await(admin.describeTopics(written).allTopicNames());
    descriptions.forEach(
        (name, description) -> {
          int count = description.partitions().size();
          if (name.equals(Topic.GROUP_METADATA_TOPIC_NAME)) {
            partitions.add(new TopicPartition(name, Utils.abs(applicationId.hashCode()) % count));
            return;
          }
          for (int partition = 0; partition < count; partition++) {
            partitions.add(new TopicPartition(name, partition));
          }
        });
    return partitions;
  }

  private static boolean isInternal(String name, String applicationId) {
    return name.startsWith(applicationId + "-")
        && (name.endsWith("-changelog") || name.endsWith("-repartition"));
  }
}
