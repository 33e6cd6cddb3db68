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
 * @param partitions how many there are; fixed for the life of the topic unless it may grow: the
 *     partition of an owner must never change
 * @param mayGrow whether a later version may have more partitions than an earlier one made, because
 *     nobody relies on the partition of a record that was written before
 * @param config the topic's retention, cleanup and limits, checked at every start
 */
public record TypedTopic<K, V>(
    String name,
    Serde<K> key,
    Serde<V> value,
    int partitions,
    boolean mayGrow,
    Map<String, String> config) {

  public TypedTopic {
    config = Map.copyOf(config);
  }

  /** A topic whose partitions are fixed for good. */
  public TypedTopic(
      String name, Serde<K> key, Serde<V> value, int partitions, Map<String, String> config) {
    this(name, key, value, partitions, false, config);
  }

  /** The largest record, in bytes. */
  public int maxRecordBytes() {
    return Integer.parseInt(
        Objects.requireNonNull(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG), name));
  }
}
