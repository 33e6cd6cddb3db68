package dev.ordinal.numberingstream.topology;

import dev.ordinal.contracts.topics.JsonSerde;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Table;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * A table in the state store of a task, which all tables share: its keys begin with its name, and
 * its writes commit with the task's transaction. Values are written and measured here and not in
 * the store, so that one that cannot be stored is known before anything is changed.
 */
final class StoreTable<V> implements Table<V> {

  private final String name;
  private final KeyValueStore<String, byte[]> store;
  private final Serializer<V> serializer;
  private final Deserializer<V> deserializer;

  StoreTable(Table.Spec<V> spec, KeyValueStore<String, byte[]> store) {
    JsonSerde<V> serde = new JsonSerde<>(spec.type());
    this.name = spec.name();
    this.store = store;
    this.serializer = serde.serializer();
    this.deserializer = serde.deserializer();
  }

  @Override
  public @Nullable V get(String key) {
    byte[] value = store.get(storeKey(key));
    return value == null ? null : deserializer.deserialize(name, value);
  }

  @Override
  public void put(String key, V value) {
    prepare(key, value).run();
  }

  @Override
  public void remove(String key) {
    store.delete(storeKey(key));
  }

  @Override
  public SortedMap<String, V> first(int limit, String upTo) {
    SortedMap<String, V> first = new TreeMap<>();
    try (KeyValueIterator<String, byte[]> entries = store.range(storeKey(""), storeKey(upTo))) {
      while (first.size() < limit && entries.hasNext()) {
        KeyValue<String, byte[]> entry = entries.next();
        first.put(
            entry.key.substring(name.length() + 1), deserializer.deserialize(name, entry.value));
      }
    }
    return first;
  }

  @Override
  public Runnable prepare(String key, @Nullable V value) {
    if (value == null) {
      return () -> remove(key);
    }
    byte[] written = serializer.serialize(name, value);
    String storeKey = storeKey(key);
    RecordSizes.check("a value of " + name, Topics.MAX_RECORD_BYTES, storeKey, written);
    return () -> store.put(storeKey, written);
  }

  private String storeKey(String key) {
    return Table.key(name, key);
  }
}
