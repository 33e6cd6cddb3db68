package dev.ordinal.webhooks.subscriptions;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordinal.contracts.topics.ClientSettings;
import dev.ordinal.contracts.topics.Topics;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where the log is.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param replicationFactor of topics that have to be created, 1 to 9; below 3 a lost broker can
 *     lose data
 * @param instanceId unique among the instances (static membership), 1 to 64 letters, digits and
 *     hyphens: after a restart an instance has its partitions back at once
 */
public record KafkaSettings(
    @JsonProperty @NotBlank String bootstrapServers,
    @JsonProperty @Min(1) @Max(9) short replicationFactor,
    @JsonProperty @NotBlank @Pattern(regexp = "[A-Za-z0-9-]{1,64}") String instanceId) {

  private static final int ANSWER_MS = 5_000;
  private static final int SESSION_MS = 10_000;

  /** Events that a worker holds in memory for each partition. */
  private static final int POLL_RECORDS = 50;

  /**
   * What a consumer fetches at once; a larger event comes alone. There may be a hundred of them.
   */
  private static final int FETCH_BYTES = 1024 * 1024;

  /** For an admin client: the brokers, and the longest wait for them. */
  Map<String, Object> client() {
    Map<String, Object> config = new HashMap<>(ClientSettings.of(bootstrapServers, ANSWER_MS));
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
    return config;
  }

  /** A consumer of committed records that belongs to no group. */
  Consumer<byte[], byte[]> consumer() {
    return consumer(Map.of());
  }

  /** A consumer of committed events in the group of a subscription. */
  Consumer<byte[], byte[]> consumerOf(String subscriptionId) {
    return consumer(
        Map.of(
            ConsumerConfig.GROUP_ID_CONFIG,
            "ordinal-webhook-" + subscriptionId,
            // As everywhere here: the newer protocol has no static membership (ADR 4).
            ConsumerConfig.GROUP_PROTOCOL_CONFIG,
            "classic",
            ConsumerConfig.GROUP_INSTANCE_ID_CONFIG,
            instanceId,
            ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG,
            SESSION_MS,
            ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG,
            SESSION_MS / 3,
            ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
            POLL_RECORDS,
            ConsumerConfig.FETCH_MAX_BYTES_CONFIG,
            FETCH_BYTES,
            ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
            FETCH_BYTES / 4));
  }

  private Consumer<byte[], byte[]> consumer(Map<String, Object> more) {
    Map<String, Object> config = new HashMap<>(client());
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.putAll(more);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  /** For a producer of commands. */
  Map<String, Object> producer() {
    Map<String, Object> config = new HashMap<>(ClientSettings.of(bootstrapServers, ANSWER_MS));
    config.put(ProducerConfig.ACKS_CONFIG, "all");
    config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topics.MAX_RECORD_BYTES);
    config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, ANSWER_MS);
    config.put(ProducerConfig.LINGER_MS_CONFIG, 0);
    config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 2 * ANSWER_MS);
    return config;
  }
}
