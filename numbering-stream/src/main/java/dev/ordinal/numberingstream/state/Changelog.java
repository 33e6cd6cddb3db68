package dev.ordinal.numberingstream.state;

import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.numberingstream.topology.NumberingTopology;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;

/**
 * The topic in which Streams keeps the state. It is made here and not by Streams, which would make
 * a lost one anew and go on as if it had always been empty.
 *
 * @param applicationId names it
 */
record Changelog(String applicationId) {

  /** Its name. */
  String topic() {
    return topic(NumberingTopology.STORE);
  }

  /** The name of a store's changelog, as Streams has it. */
  String topic(String store) {
    return applicationId + "-" + store + "-changelog";
  }

  /** The ids of all changelogs that are there, by store; earlier versions had more than one. */
  Map<String, String> present(Admin admin) throws InterruptedException {
    String before = applicationId + "-";
    String after = "-changelog";
    try {
      Map<String, String> present = new TreeMap<>();
      admin
          .listTopics(new ListTopicsOptions().listInternal(true))
          .namesToListings()
          .get()
          .forEach(
              (name, listing) -> {
                if (name.startsWith(before) && name.endsWith(after)) {
                  present.put(
                      name.substring(before.length(), name.length() - after.length()),
                      listing.topicId().toString());
                }
              });
      return present;
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }

  /** Makes it if it is not there, and checks and mends its settings. */
  void ensure(Admin admin, short replicationFactor) {
    TypedTopic<?, ?> topic =
        new TypedTopic<>(
            topic(),
            Serdes.String(),
            Serdes.ByteArray(),
            Topics.OWNER_PARTITIONS,
            Map.of(
                TopicConfig.CLEANUP_POLICY_CONFIG,
                TopicConfig.CLEANUP_POLICY_COMPACT,
                TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                Integer.toString(Topics.MAX_RECORD_BYTES)));
    TopicSetup.ensure(admin, List.of(topic), replicationFactor);
  }
}
