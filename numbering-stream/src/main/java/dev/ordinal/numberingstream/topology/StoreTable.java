package dev.ordinal.numberingstream.topology;

import dev.ordinal.numberingstream.decider.Table;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.streams.state.KeyValueIterator;
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

  @Override
  public void remove(String key) {
    store.delete(key);
  }

  @Override
  public List<V> first(int limit, String upTo) {
    List<V> values = new ArrayList<>();
    try (KeyValueIterator<String, V> entries = store.range(null, upTo)) {
      while (values.size() < limit && entries.hasNext()) {
        values.add(entries.next().value);
      }
    }
    return values;
  }
}
