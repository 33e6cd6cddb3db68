package dev.ordinal.projections.projector;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordinal.contracts.topics.ClientSettings;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Where the log is.
 *
 * @param bootstrapServers {@code host:port}, several separated by commas
 * @param replicationFactor of topics that have to be created, 1 to 9; below 3 a lost broker can
 *     lose data
 */
public record KafkaSettings(
    @JsonProperty @NotBlank String bootstrapServers,
    @JsonProperty @Min(1) @Max(9) short replicationFactor) {

  private static final int FETCH_BYTES = 16 * 1024 * 1024;
  private static final int ANSWER_MS = 10_000;

  /** For an admin client: the brokers, and the longest wait for them. */
  public Map<String, Object> client() {
    Map<String, Object> config = new HashMap<>(ClientSettings.of(bootstrapServers, ANSWER_MS / 2));
    config.put(CommonClientConfigs.DEFAULT_API_TIMEOUT_MS_CONFIG, ANSWER_MS);
    return config;
  }

  /** A consumer of committed records as bytes whose positions are kept elsewhere. */
  public KafkaConsumer<byte[], byte[]> consumer(int maxPollRecords, Map<String, Object> more) {
    Map<String, Object> config = client();
    config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
    config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
    config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
    config.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, maxPollRecords);
    config.put(ConsumerConfig.FETCH_MAX_BYTES_CONFIG, FETCH_BYTES);
    config.putAll(more);
    return new KafkaConsumer<>(config, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
