package dev.ordinal.local.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ordinal.contracts.topics.TopicSetup;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.contracts.topics.TypedTopic;
import dev.ordinal.local.FreePort;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaTest {

  private static final String TOPIC = Topics.DEAD_LETTERS.name();

  @TempDir private Path directory;

  @Test
  void aRecordIsStillThereAfterARestartOnAnotherPort() throws Exception {
    byte[] value = "a record".getBytes(StandardCharsets.UTF_8);
    try (EmbeddedKafka kafka = start()) {
      createTopics(kafka);
      send(kafka, value);
    }
    try (EmbeddedKafka kafka = start()) {
      assertThat(read(kafka)).isEqualTo(value);
    }
  }

  @Test
  void theLargestRecordIsTaken() throws Exception {
    byte[] value = new byte[Topics.MAX_COMMAND_BYTES - 1024];
    Arrays.fill(value, (byte) 'x');
    try (EmbeddedKafka kafka = start()) {
      createTopics(kafka);
      send(kafka, value);
      assertThat(read(kafka)).hasSize(value.length);
    }
  }

  @Test
  void aTopicOfAnOlderVersionMayHoldLargerRecordsAfterwards() throws Exception {
    try (EmbeddedKafka kafka = start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      createTopics(kafka);
      ConfigResource commands = new ConfigResource(ConfigResource.Type.TOPIC, TOPIC);
      ConfigEntry older = new ConfigEntry("max.message.bytes", "1000");
      admin
          .incrementalAlterConfigs(
              Map.of(commands, List.of(new AlterConfigOp(older, AlterConfigOp.OpType.SET))))
          .all()
          .get();
      // A broker may describe a change a moment after it took it.
      Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .ignoreExceptions()
          .untilAsserted(
              () -> {
                createTopics(kafka);
                send(kafka, new byte[100_000]);
              });
    }
  }

  @Test
  void aTopicOfOwnersIsRefusedRatherThanGrown() throws Exception {
    try (EmbeddedKafka kafka = start();
        Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      createAsBefore(admin, Topics.ORDER_EVENTS, 3);
      assertThatExceptionOfType(TopicSetup.TopicMismatchException.class)
          .isThrownBy(() -> createTopics(kafka))
          .withMessageContaining("ordinal.orders.events has 3 partitions, not 4");
      assertThat(partitions(admin, Topics.ORDER_EVENTS)).isEqualTo(3);
    }
  }

  private static void createAsBefore(Admin admin, TypedTopic<?, ?> topic, int partitions)
      throws Exception {
    NewTopic before = new NewTopic(topic.name(), partitions, (short) 1).configs(topic.config());
    admin.createTopics(List.of(before)).all().get();
  }

  private static int partitions(Admin admin, TypedTopic<?, ?> topic) throws Exception {
    return admin
        .describeTopics(List.of(topic.name()))
        .topicNameValues()
        .values()
        .iterator()
        .next()
        .get()
        .partitions()
        .size();
  }

  private EmbeddedKafka start() throws Exception {
    return EmbeddedKafka.start(directory, "127.0.0.1", FreePort.find());
  }

  private static void createTopics(EmbeddedKafka kafka) {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", kafka.bootstrapServers()))) {
      TopicSetup.ensure(admin, (short) 1);
    }
  }

  private static void send(EmbeddedKafka kafka, byte[] value) throws Exception {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            kafka.bootstrapServers(),
            "max.request.size",
            Topics.MAX_COMMAND_BYTES);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(new ProducerRecord<>(TOPIC, value)).get();
    }
  }

  private static byte[] read(EmbeddedKafka kafka) {
    Map<String, Object> settings = Map.of("bootstrap.servers", kafka.bootstrapServers());
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      TopicPartition partition = new TopicPartition(TOPIC, 0);
      consumer.assign(List.of(partition));
      consumer.seekToBeginning(List.of(partition));
      return Awaitility.await()
          .atMost(Duration.ofSeconds(20))
          .until(() -> consumer.poll(Duration.ofMillis(200)), records -> !records.isEmpty())
          .iterator()
          .next()
          .value();
    }
  }
}
