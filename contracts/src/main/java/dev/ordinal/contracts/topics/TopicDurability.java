package dev.ordinal.contracts.topics;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * On how many brokers a record is before it is acknowledged ({@code min.insync.replicas}). One rule
 * for all topics, so that no part of a transaction is safer than another: a counter that is lost
 * while its event is kept gives a number twice. Thread-safe.
 */
public final class TopicDurability {

  private static final Logger LOG = LoggerFactory.getLogger(TopicDurability.class);

  /** Told once a process: a service that waits looks again and again. */
  private static final Set<String> TOLD = ConcurrentHashMap.newKeySet();

  private TopicDurability() {}

  /** The rule: all copies but one, so that one broker may be away; 1 at least. */
  public static int minInSync(int copies) {
    return Math.max(1, copies - 1);
  }

  /**
   * Raises what is lower than the rule; nothing is lowered. What has fewer copies than wanted is
   * named in a warning and left: more copies are a move of data, which is an operator's to plan.
   *
   * @param topics those that are to be looked at; all exist
   * @param replicationFactor how many copies each should have
   * @throws KafkaException when the brokers do not answer within the admin client's timeouts
   */
  public static void raise(Admin admin, Collection<String> topics, int replicationFactor) {
    Map<String, TopicDescription> descriptions =
        await(() -> admin.describeTopics(topics).allTopicNames().get());
    List<ConfigResource> resources = topics.stream().map(TopicDurability::resource).toList();
    Map<ConfigResource, Config> configs = await(() -> admin.describeConfigs(resources).all().get());
    List<String> thin = new ArrayList<>();
    for (String topic : topics) {
      int copies = copies(Objects.requireNonNull(descriptions.get(topic), topic));
      if (copies < replicationFactor && TOLD.add(topic)) {
        thin.add(topic + " (" + copies + ")");
      }
      Config config = Objects.requireNonNull(configs.get(resource(topic)), topic);
      // Never more than asked for: while partitions move, they have more copies than they will.
      raise(admin, topic, config, minInSync(Math.min(copies, replicationFactor)));
    }
    if (!thin.isEmpty()) {
      LOG.warn(
          "these topics have fewer copies than the {} that are set, and a lost broker can lose what"
              + " they hold; give them more (kafka-reassign-partitions, see docs/operations.md): {}",
          replicationFactor,
          String.join(", ", thin));
    }
  }

  private static int copies(TopicDescription description) {
    return description.partitions().stream()
        .mapToInt(partition -> partition.replicas().size())
        .min()
        .orElseThrow();
  }

  private static void raise(Admin admin, String topic, Config config, int wanted) {
    ConfigEntry present = config.get(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG);
    if (present != null && Integer.parseInt(present.value()) >= wanted) {
      return;
    }
    ConfigEntry raised =
        new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(wanted));
    var change =
        Map.<ConfigResource, Collection<AlterConfigOp>>of(
            resource(topic), List.of(new AlterConfigOp(raised, AlterConfigOp.OpType.SET)));
    await(() -> admin.incrementalAlterConfigs(change).all().get());
    LOG.info("a record of topic {} is on {} brokers from now on before it counts", topic, wanted);
  }

  private static ConfigResource resource(String topic) {
    return new ConfigResource(ConfigResource.Type.TOPIC, topic);
  }

  private interface Question<T> {
    T ask() throws ExecutionException, InterruptedException;
  }

  private static <T> T await(Question<T> question) {
    try {
      return question.ask();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new KafkaException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
