package dev.ordinal.numberingstream.decider;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tables whose changes are made together or not at all. What is written to them is held back, and
 * seen by those who read them, until {@link #run} ends. For one thread.
 */
public final class UnitOfWork implements Table.Source {

  private final Table.Source tables;
  private final Map<String, Held<?>> held = new HashMap<>();

  /** Over {@code tables}, which nobody else may change meanwhile. */
  public UnitOfWork(Table.Source tables) {
    this.tables = tables;
  }

  /** Some of the changes have been made and others not, so none must be committed. */
  public static final class HalfDoneException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    HalfDoneException(Throwable cause) {
      super("some changes of state have been made and others not", cause);
    }
  }

  @Override
  @SuppressWarnings("unchecked") // A name has one spec, so the table under it has its type.
  public <V> Table<V> open(Table.Spec<V> spec) {
    return (Table<V>) held.computeIfAbsent(spec.name(), name -> new Held<>(tables.open(spec)));
  }

  /**
   * Does {@code work}, then makes the changes that it wrote. Whatever it throws, nothing has been
   * changed.
   *
   * @param work also does all else that may fail because of what it is about, such as writing the
   *     messages that follow
   * @throws HalfDoneException if the tables themselves failed
   */
  public <T> T run(Supplier<T> work) {
    T result;
    List<Runnable> changes = new ArrayList<>();
    try {
      result = work.get();
      held.values().forEach(table -> table.prepare(changes));
    } finally {
      held.values().forEach(Held::forget);
    }
    try {
      changes.forEach(Runnable::run);
    } catch (Throwable e) {
      throw new HalfDoneException(e);
    }
    return result;
  }

  /**
   * A table with what has been read and written since, so that no key is looked up twice; nothing
   * in place of a value removes it.
   */
  private static final class Held<V> implements Table<V> {

    private final Table<V> table;
    private Map<String, Optional<V>> written = new HashMap<>();
    private Map<String, Optional<V>> read = new HashMap<>();

    Held(Table<V> table) {
      this.table = table;
    }

    @Override
    public @Nullable V get(String key) {
      Optional<V> value = written.get(key);
      return value == null
          ? read.computeIfAbsent(key, k -> Optional.ofNullable(table.get(k))).orElse(null)
          : value.orElse(null);
    }

    @Override
    public void put(String key, V value) {
      written.put(key, Optional.of(value));
    }

    @Override
    public void remove(String key) {
      written.put(key, Optional.empty());
    }

    @Override
    public SortedMap<String, V> first(int limit, String upTo) {
      // As many more as may have been removed.
      SortedMap<String, V> first = new TreeMap<>(table.first(limit + written.size(), upTo));
      written.forEach(
          (key, value) -> {
            if (value.isEmpty()) {
              first.remove(key);
            } else if (key.compareTo(upTo) <= 0) {
              first.put(key, value.get());
            }
          });
      while (first.size() > limit) {
        first.remove(first.lastKey());
      }
      return first;
    }

    void prepare(List<Runnable> changes) {
      written.forEach((key, value) -> changes.add(table.prepare(key, value.orElse(null))));
    }

    void forget() {
      // Not cleared: after a large import each clearing would walk over a large empty map.
      if (!written.isEmpty()) {
        written = new HashMap<>();
      }
      if (!read.isEmpty()) {
        read = new HashMap<>();
      }
    }
  }
}
