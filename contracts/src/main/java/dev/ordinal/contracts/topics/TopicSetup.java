package dev.ordinal.contracts.topics;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.utils.Utils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Creates the topics that are missing and checks those that are there. A topic that differs from
 * its definition is refused, never changed: one more partition on the command topic would give a
 * series a second writer. Only the bound on a record's size is raised, and partitions are added to
 * a topic that may grow, when a newer version needs more; and the number of brokers that must have
 * a record is raised, see {@link TopicDurability}.
 */
public final class TopicSetup {

  private static final Logger LOG = LoggerFactory.getLogger(TopicSetup.class);

  private static final int CHECKS = 50;
  private static final long PAUSE_MS = 100;

  private TopicSetup() {}

  /** A topic on the brokers contradicts its definition; the message names topic and setting. */
  public static final class TopicMismatchException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TopicMismatchException(String message) {
      super(message);
    }
  }

  /**
   * Makes all topics be there as defined. Safe to call from several services at once.
   *
   * @param replicationFactor for topics that are created; 3 in production, 1 on a single broker
   * @throws KafkaException when the brokers do not answer within the admin client's timeouts
   * @throws TopicMismatchException when a topic differs from its definition
   */
  public static void ensure(Admin admin, short replicationFactor) {
    ensure(admin, Topics.all(), replicationFactor);
  }

  /** The same for these topics. */
  public static void ensure(Admin admin, List<TypedTopic<?, ?>> topics, short replicationFactor) {
    Set<String> present = await(admin.listTopics().names());
    List<NewTopic> missing = new ArrayList<>();
    for (TypedTopic<?, ?> topic : topics) {
      if (!present.contains(topic.name())) {
        missing.add(newTopic(topic, replicationFactor));
      }
    }
    admin.createTopics(missing).values().forEach(TopicSetup::awaitCreation);
    checkOnceKnown(admin, topics, replicationFactor);
  }

  /** A broker can answer a moment before it has heard of a topic that was just created. */
  private static void checkOnceKnown(
      Admin admin, List<TypedTopic<?, ?>> topics, short replicationFactor) {
    for (int attempt = 1; ; attempt++) {
      try {
        check(admin, topics);
        TopicDurability.raise(
            admin, topics.stream().map(TypedTopic::name).toList(), replicationFactor);
        return;
      } catch (UnknownTopicOrPartitionException e) {
        if (attempt == CHECKS) {
          throw e;
        }
        LOG.debug("not all topics are known yet", e);
        Utils.sleep(PAUSE_MS);
      }
    }
  }

  private static NewTopic newTopic(TypedTopic<?, ?> topic, short replicationFactor) {
    Map<String, String> config = new HashMap<>(topic.config());
    config.put(
        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
        Integer.toString(TopicDurability.minInSync(replicationFactor)));
    return new NewTopic(topic.name(), topic.partitions(), replicationFactor).configs(config);
  }

  private static void awaitCreation(String name, KafkaFuture<Void> creation) {
    try {
      await(creation);
      LOG.info("created topic {}", name);
    } catch (TopicExistsException e) {
      LOG.debug("another service created topic {} first", name);
    }
  }

  private static void check(Admin admin, List<TypedTopic<?, ?>> topics) {
    List<String> names = topics.stream().map(TypedTopic::name).toList();
    Map<String, TopicDescription> descriptions = await(admin.describeTopics(names).allTopicNames());
    Map<String, Config> configs =
        await(
                admin
                    .describeConfigs(
                        names.stream()
                            .map(name -> new ConfigResource(ConfigResource.Type.TOPIC, name))
                            .toList())
                    .all())
            .entrySet()
            .stream()
            .collect(Collectors.toMap(entry -> entry.getKey().name(), Map.Entry::getValue));
    for (TypedTopic<?, ?> topic : topics) {
      TopicDescription description =
          Objects.requireNonNull(descriptions.get(topic.name()), topic.name());
      checkPartitions(topic.name(), description.partitions().size(), topic.partitions());
      Config actual = Objects.requireNonNull(configs.get(topic.name()), topic.name());
      checkConfig(topic, actual, raiseRecordSize(admin, topic, actual));
    }
  }

  /** Raises the bound if it is too low, and tells whether it was. */
  private static boolean raiseRecordSize(Admin admin, TypedTopic<?, ?> topic, Config actual) {
    String wanted = topic.config().get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    ConfigEntry present = actual.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
    if (wanted == null
        || present == null
        || Long.parseLong(present.value()) >= Long.parseLong(wanted)) {
      return false;
    }
    ConfigEntry raised = new ConfigEntry(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, wanted);
    await(
        admin
            .incrementalAlterConfigs(
                Map.of(
                    new ConfigResource(ConfigResource.Type.TOPIC, topic.name()),
                    List.of(new AlterConfigOp(raised, AlterConfigOp.OpType.SET))))
            .all());
    LOG.info("records of topic {} may have {} bytes from now on", topic.name(), wanted);
    return true;
  }

  /**
   * Makes sure that a topic has all of its partitions and no other.
   *
   * @throws TopicMismatchException if not
   */
  public static void checkPartitions(String topic, int actual, int expected) {
    if (actual != expected) {
      throw new TopicMismatchException(
          "topic %s has %d partitions, not %d: the partition of a series must never change; they are"
                  .formatted(topic, actual, expected)
              + " chosen at the first start, by "
              + OwnerPartitions.VARIABLE);
    }
  }

  private static void checkConfig(TypedTopic<?, ?> topic, Config actual, boolean isRaised) {
    topic
        .config()
        .forEach(
            (key, expected) -> {
              String value = actual.get(key) == null ? null : actual.get(key).value();
              boolean isMended = isRaised && key.equals(TopicConfig.MAX_MESSAGE_BYTES_CONFIG);
              if (!expected.equals(value) && !isMended) {
                throw new TopicMismatchException(
                    "topic %s has %s=%s, not %s".formatted(topic.name(), key, value, expected));
              }
            });
  }

  private static <T> T await(KafkaFuture<T> future) {
    try {
      return future.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new KafkaException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new KafkaException(e);
    }
  }
}
