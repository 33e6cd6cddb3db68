package dev.ordinal.numberingstream.topology;

import dev.ordinal.contracts.topics.JsonSerde;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.numberingstream.decider.Table;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Tables in maps, whose values are written and measured as the stream's are. */
final class JsonTables implements Table.Source {

  private final Map<String, NavigableMap<String, byte[]>> tables = new HashMap<>();

  @Override
  public <V> Table<V> open(Table.Spec<V> spec) {
    NavigableMap<String, byte[]> values =
        tables.computeIfAbsent(spec.name(), name -> new TreeMap<>());
    JsonSerde<V> serde = new JsonSerde<>(spec.type());
    return new Table<>() {
      @Override
      public @Nullable V get(String key) {
        byte[] value = values.get(key);
        return value == null ? null : serde.deserializer().deserialize(spec.name(), value);
      }

      @Override
      public void put(String key, V value) {
        prepare(key, value).run();
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
            .forEach(
                entry ->
                    first.put(
                        entry.getKey(),
                        serde.deserializer().deserialize(spec.name(), entry.getValue())));
        return first;
      }

      @Override
      public Runnable prepare(String key, @Nullable V value) {
        if (value == null) {
          return () -> remove(key);
        }
        byte[] written = serde.serializer().serialize(spec.name(), value);
        RecordSizes.check(spec.name(), Topics.MAX_RECORD_BYTES, key, written);
        return () -> values.put(key, written);
      }
    };
  }
}
