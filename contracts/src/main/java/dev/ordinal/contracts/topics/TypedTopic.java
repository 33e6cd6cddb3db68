package dev.ordinal.contracts.topics;

import java.util.Map;
import java.util.Objects;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.Serde;

/**
 * A topic with everything that readers, writers and operators must agree on.
 *
 * @param name the topic's name
 * @param key how keys are written
 * @param value how values are written; its deserializer throws {@code SerializationException} on
 *     bytes that are not such a value
 * @param partitions how many there are, fixed for the life of the topic: the partition of an owner
 *     must never change
 * @param config the topic's retention, cleanup and limits, checked at every start
 */
public record TypedTopic<K, V>(
    String name, Serde<K> key, Serde<V> value, int partitions, Map<String, String> config) {

  public TypedTopic {
    config = Map.copyOf(config);
  }

  /** The largest record, in bytes. */
  public int maxRecordBytes() {
    return Integer.parseInt(
        Objects.requireNonNull(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), name));
  }
}
