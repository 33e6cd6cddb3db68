package dev.ordinal.numberingstream.decider;

import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * State of one kind by key, as the core sees it: a RocksDB store in the stream, a map in a test.
 * For one thread.
 *
 * @param <V> an immutable record that Jackson can write; small, since its size is recovery time
 */
public interface Table<V> {

  /** The value, or null if there is none. */
  @Nullable V get(String key);

  /** Sets the value. */
  void put(String key, V value);

  /** Removes the value, if there is one. */
  void remove(String key);

  /**
   * The first keys with their values, in the keys' order.
   *
   * @param limit how many at most
   * @param upTo the last key that counts
   */
  SortedMap<String, V> first(int limit, String upTo);

  /**
   * Makes ready to set a value, or to remove it. All that can go wrong because of the value goes
   * wrong here, and nothing is changed yet.
   *
   * @param value null to remove it
   * @return makes the change
   */
  default Runnable prepare(String key, @Nullable V value) {
    return value == null ? () -> remove(key) : () -> put(key, value);
  }

  /** A key of two parts. No part holds NUL, so that no two pairs make the same key. */
  static String key(String first, String second) {
    return first + '\0' + second;
  }

  /** The declaration of a table: a name that never changes and the type of its values. */
  record Spec<V>(String name, Class<V> type) {}

  /** Opens declared tables. */
  interface Source {
    <V> Table<V> open(Spec<V> spec);
  }
}
