package dev.ordinal.orderapi.kafka;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordinal.contracts.topics.ClientSettings;
import dev.ordinal.contracts.topics.CommandBacklog;
import io.dropwizard.util.Duration;
import io.dropwizard.validation.MaxDuration;
import io.dropwizard.validation.MinDuration;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.CommonClientConfigs;

/** Where the brokers are and how long they may take. */
public final class KafkaSettings {

  private static final int REQUEST_TIMEOUT_MS = 5_000;

  @NotBlank @JsonProperty private String bootstrapServers = "127.0.0.1:9092";

  @Min(1) @JsonProperty
  private short replicationFactor = 1;

  @NotBlank @JsonProperty private String numberingGroup = CommandBacklog.DEFAULT_GROUP;

  @NotNull @MinDuration(value = 10, unit = TimeUnit.MILLISECONDS)
  @MaxDuration(value = 10, unit = TimeUnit.SECONDS)
  @JsonProperty
  private Duration maxBlock = Duration.seconds(1);

  @NotNull @MinDuration(value = 100, unit = TimeUnit.MILLISECONDS)
  @MaxDuration(value = 30, unit = TimeUnit.SECONDS)
  @JsonProperty
  private Duration deliveryTimeout = Duration.seconds(3);

  /** How many copies a topic that is created here has; at least 1, 3 in production, default 1. */
  public short replicationFactor() {
    return replicationFactor;
  }

  /** The consumer group of numbering-stream, its {@code applicationId}. */
  String numberingGroup() {
    return numberingGroup;
  }

  /** How long a send may wait for metadata or buffer space; 10 ms to 10 s, default 1 s. */
  long maxBlockMillis() {
    return maxBlock.toMilliseconds();
  }

  /** How long until a command that no broker acknowledged fails; 100 ms to 30 s, default 3 s. */
  long deliveryTimeoutMillis() {
    return deliveryTimeout.toMilliseconds();
  }

  /**
   * What every client of ours has in common.
   *
   * @param purpose ends the client id, which names the client in the brokers' logs
   */
  Map<String, Object> client(String purpose) {
    Map<String, Object> config =
        new HashMap<>(ClientSettings.of(bootstrapServers, REQUEST_TIMEOUT_MS));
    config.put(CommonClientConfigs.CLIENT_ID_CONFIG, "order-api-" + purpose);
    // A broker that comes back is found quickly; the default backs off up to a second.
    config.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 250L);
    // Several services share a process under `local`, and JMX names with it.
    config.put(CommonClientConfigs.METRIC_REPORTER_CLASSES_CONFIG, "");
    return config;
  }
}
