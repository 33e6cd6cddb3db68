package dev.ordinal.numberingstream.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.StreamSettings;
import dev.ordinal.numberingstream.transactions.TestCluster;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.StreamsConfig;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against three real brokers: on how many a record is before it counts. */
class DurabilityTest {

  private static final String COUNTERS = "app-state-changelog";
  private static final Duration LIMIT = Duration.ofSeconds(30);

  @TempDir private Path directory;

  @Test
  void aCounterIsOnAsManyBrokersAsItsEventAndOfAnOlderVersionToo() throws Exception {
    try (TestCluster cluster = TestCluster.start(directory, 3);
        Admin admin = Admin.create(Map.of("bootstrap.servers", cluster.bootstrapServers()))) {
      String oneCopy = Topics.RESULTS.name();
      admin
          .createTopics(
              List.of(new NewTopic(oneCopy, 4, (short) 1).configs(Topics.RESULTS.config())))
          .all()
          .get();
      ensure(admin);
      assertThat(minInSync(admin, Topics.ORDER_EVENTS.name())).isEqualTo(2);
      assertThat(minInSync(admin, COUNTERS)).isEqualTo(2);
      assertThat(minInSync(admin, oneCopy)).isEqualTo(1);

      set(admin, COUNTERS, 1);
      set(admin, Topics.ORDER_EVENTS.name(), 1);
      ensure(admin);
      await().atMost(LIMIT).until(() -> minInSync(admin, COUNTERS) == 2);
      await().atMost(LIMIT).until(() -> minInSync(admin, Topics.ORDER_EVENTS.name()) == 2);
    }
  }

  @Test
  void streamsIsToldTheSame() {
    assertThat(new StreamSettings().toProperties())
        .containsEntry(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), 1);
  }

  private static void ensure(Admin admin) {
    TopicSetup.ensure(admin, (short) 3);
    new Changelog("app").ensure(admin, (short) 3);
  }

  private static int minInSync(Admin admin, String topic) throws Exception {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    Map<String, String> config =
        admin.describeConfigs(List.of(resource)).all().get().values().stream()
            .flatMap(values -> values.entries().stream())
            .filter(entry -> entry.value() != null)
            .collect(Collectors.toMap(ConfigEntry::name, ConfigEntry::value));
    return Integer.parseInt(config.getOrDefault(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, "0"));
  }

  private static void set(Admin admin, String topic, int value) throws Exception {
    ConfigEntry entry =
        new ConfigEntry(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(value));
    Map<ConfigResource, Collection<AlterConfigOp>> change =
        Map.of(
            new ConfigResource(ConfigResource.Type.TOPIC, topic),
            List.of(new AlterConfigOp(entry, AlterConfigOp.OpType.SET)));
    admin.incrementalAlterConfigs(change).all().get();
    await().atMost(LIMIT).until(() -> minInSync(admin, topic) == value);
  }
}
