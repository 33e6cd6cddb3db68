package dev.ordinal.local;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.ordinal.contracts.Json;
import dev.ordinal.numberingstream.decider.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tables in memory that keep what the stores keep: JSON. */
final class JsonTables implements Table.Source {

  private final Map<String, TreeMap<String, String>> tables = new HashMap<>();

  @Override
  public <V> Table<V> open(Table.Spec<V> spec) {
    TreeMap<String, String> values = tables.computeIfAbsent(spec.name(), name -> new TreeMap<>());
    return new Table<>() {
      @Override
      public @Nullable V get(String key) {
        String value = values.get(key);
        return value == null ? null : read(value);
      }

      @Override
      public void put(String key, V value) {
        try {
          values.put(key, Json.MAPPER.writeValueAsString(value));
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(e);
        }
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
            .forEach(entry -> first.put(entry.getKey(), read(entry.getValue())));
        return first;
      }

      private V read(String value) {
        try {
          return Json.MAPPER.readValue(value, spec.type());
        } catch (JsonProcessingException e) {
          throw new IllegalStateException(e);
        }
      }
    };
  }
}
