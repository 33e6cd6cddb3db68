package dev.ordinal.numberingstream.decider;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tables in maps: the core's state in tests. */
public final class InMemoryTables implements Table.Source {

  private final Map<String, Map<String, Object>> tables = new HashMap<>();

  @Override
  public <V> Table<V> open(Table.Spec<V> spec) {
    Map<String, Object> values = tables.computeIfAbsent(spec.name(), name -> new HashMap<>());
    return new Table<>() {
      @Override
      public @Nullable V get(String key) {
        return spec.type().cast(values.get(key));
      }

      @Override
      public void put(String key, V value) {
        values.put(key, value);
      }
    };
  }
}
