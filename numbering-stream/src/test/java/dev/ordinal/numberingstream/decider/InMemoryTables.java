package dev.ordinal.numberingstream.decider;

import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tables in maps: the core's state in tests. */
public final class InMemoryTables implements Table.Source {

  private final Map<String, NavigableMap<String, Object>> tables = new HashMap<>();

  /** How many entries a table has. */
  int size(String table) {
    return tables.getOrDefault(table, new TreeMap<>()).size();
  }

  /** How many entries all tables have. */
  int size() {
    return tables.values().stream().mapToInt(Map::size).sum();
  }

  /** What is in the tables that are not empty, by table and key. */
  public Map<String, Map<String, Object>> content() {
    Map<String, Map<String, Object>> content = new TreeMap<>(tables);
    content.values().removeIf(Map::isEmpty);
    return content;
  }

  /** Sets a value, or removes it if it is null. */
  public void set(String table, String key, @Nullable Object value) {
    NavigableMap<String, Object> values = tables.computeIfAbsent(table, name -> new TreeMap<>());
    if (value == null) {
      values.remove(key);
    } else {
      values.put(key, value);
    }
  }

  @Override
  public <V> Table<V> open(Table.Spec<V> spec) {
    NavigableMap<String, Object> values =
        tables.computeIfAbsent(spec.name(), name -> new TreeMap<>());
    return new Table<>() {
      @Override
      public @Nullable V get(String key) {
        return spec.type().cast(values.get(key));
      }

      @Override
      public void put(String key, V value) {
        values.put(key, value);
      }

      @Override
      public void remove(String key) {
        values.remove(key);
      }

      @Override
      public SortedMap<String, V> first(int limit, String upTo) {
        SortedMap<String, V> first = new TreeMap<>();
        values.headMap(upTo, true).entrySet().stream()
            .limit(limit)
            .forEach(entry -> first.put(entry.getKey(), spec.type().cast(entry.getValue())));
        return first;
      }
    };
  }
}
