package dev.ordinal.projections.audit.checks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The violations that were found: all are counted, the first of each kind are told. Thread-safe.
 */
public final class Findings {

  /** How many of a kind are told one by one. */
  public static final int MAX_TOLD = 20;

  private final Map<Kind, Long> counts = new EnumMap<>(Kind.class);
  private final Map<Kind, List<String>> told = new EnumMap<>(Kind.class);

  /** Adds one, in words that name its place and quote nothing personal. */
  public synchronized void add(Kind kind, String what) {
    counts.merge(kind, 1L, Long::sum);
    List<String> list = told.computeIfAbsent(kind, k -> new ArrayList<>());
    if (list.size() < MAX_TOLD) {
      list.add(what);
    }
  }

  /** How many there are of a kind. */
  public synchronized long count(Kind kind) {
    return counts.getOrDefault(kind, 0L);
  }

  /** How many there are. */
  public synchronized long count() {
    return counts.values().stream().mapToLong(Long::longValue).sum();
  }

  /** The first of a kind, at most {@link #MAX_TOLD}. */
  public synchronized List<String> told(Kind kind) {
    return List.copyOf(told.getOrDefault(kind, List.of()));
  }
}
