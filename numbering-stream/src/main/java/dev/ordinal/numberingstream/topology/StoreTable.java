package dev.ordinal.numberingstream.topology;

import dev.ordinal.numberingstream.decider.Table;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** A table in a state store: its writes commit with the task's transaction. */
record StoreTable<V>(KeyValueStore<String, V> store) implements Table<V> {

  @Override
  public @Nullable V get(String key) {
    return store.get(key);
  }

  @Override
  public void put(String key, V value) {
    store.put(key, value);
  }
}
