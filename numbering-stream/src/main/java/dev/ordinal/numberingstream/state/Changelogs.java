package dev.ordinal.numberingstream.state;

import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListTopicsOptions;
import org.apache.kafka.clients.admin.TopicListing;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription.Processor;

/**
 * The topics in which Streams keeps the tables of a topology. They are made here and not by
 * Streams, which would make a lost one anew and go on as if it had always been empty.
 */
final class Changelogs {

  /** The tables of the versions that kept no list of them; all of these were always there. */
  private static final Set<String> BEFORE_THE_LIST =
      Set.of(
          "deadlines",
          "documents",
          "lead-tickets",
          "lead-waiters",
          "leads",
          "orders",
          "outcomes",
          "payment-references",
          "payments",
          "sequences",
          "series",
          "unique-names",
          "webhook-subscriptions");

  private final String applicationId;
  private final Set<String> tables = new TreeSet<>();

  Changelogs(Topology topology, String applicationId) {
    this.applicationId = applicationId;
    topology.describe().subtopologies().stream()
        .flatMap(part -> part.nodes().stream())
        .filter(Processor.class::isInstance)
        .forEach(node -> tables.addAll(((Processor) node).stores()));
  }

  /** The name of a table's topic, as Streams has it. */
  String topic(String table) {
    return applicationId + "-" + table + "-changelog";
  }

  /** The ids of those that are there, by table. */
  Map<String, String> present(Admin admin) throws InterruptedException {
    try {
      Map<String, TopicListing> topics =
          admin.listTopics(new ListTopicsOptions().listInternal(true)).namesToListings().get();
      Map<String, String> present = new TreeMap<>();
      for (String table : tables) {
        TopicListing topic = topics.get(topic(table));
        if (topic != null) {
          present.put(table, topic.topicId().toString());
        }
      }
      return present;
    } catch (ExecutionException e) {
      throw new KafkaException(e.getCause());
    }
  }

  /**
   * The topics that were there once and are not, or are others of the same name.
   *
   * @param known the ids of those that were ever made, by table; empty where no list was kept yet
   */
  List<String> lost(Map<String, String> known, Map<String, String> present) {
    List<String> lost = new ArrayList<>();
    for (String table : tables) {
      boolean wasThere =
          known.isEmpty() ? BEFORE_THE_LIST.contains(table) : known.containsKey(table);
      boolean isThere =
          known.isEmpty()
              ? present.containsKey(table)
              : present.getOrDefault(table, "").equals(known.get(table));
      if (wasThere && !isThere) {
        lost.add(topic(table));
      }
    }
    return lost;
  }

  /** Makes those that are not there, and checks and mends the settings of all. */
  void ensure(Admin admin, short replicationFactor) {
    List<TypedTopic<?, ?>> topics = new ArrayList<>();
    for (String table : tables) {
      topics.add(
          new TypedTopic<>(
              topic(table),
              Serdes.String(),
              Serdes.ByteArray(),
              Topics.OWNER_PARTITIONS,
              Map.of(
                  TopicConfig.CLEANUP_POLICY_CONFIG,
                  TopicConfig.CLEANUP_POLICY_COMPACT,
                  TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                  Integer.toString(Topics.MAX_RECORD_BYTES))));
    }
    TopicSetup.ensure(admin, topics, replicationFactor);
  }
}
