package dev.ordinal.numberingstream.simulation;

import dev.ordinal.numberingstream.decider.Table;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Tables whose reads and writes somebody sees, and may change or refuse. */
record Intercepted(Table.Source tables, Hook hook) implements Table.Source {

  /** Sees them. */
  interface Hook {

    /** What is read in place of {@code value}. */
    default @Nullable Object read(String table, String key, @Nullable Object value) {
      return value;
    }

    /** Whether the value is written, or removed where it is null. */
    boolean writes(String table, String key, @Nullable Object value);
  }

  @Override
  public <V> Table<V> open(Table.Spec<V> spec) {
    Table<V> table = tables.open(spec);
    return new Table<>() {
      @Override
      public @Nullable V get(String key) {
        return spec.type().cast(hook.read(spec.name(), key, table.get(key)));
      }

      @Override
      public void put(String key, V value) {
        if (hook.writes(spec.name(), key, value)) {
          table.put(key, value);
        }
      }

      @Override
      public void remove(String key) {
        if (hook.writes(spec.name(), key, null)) {
          table.remove(key);
        }
      }

      @Override
      public SortedMap<String, V> first(int limit, String upTo) {
        return table.first(limit, upTo);
      }
    };
  }
}
