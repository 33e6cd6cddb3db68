package dev.ordinal.numberingstream.decider;

import java.util.List;
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
   * The values of the first keys, in the keys' order.
   *
   * @param limit how many at most
   * @param upTo the last key that counts
   */
  List<V> first(int limit, String upTo);

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
