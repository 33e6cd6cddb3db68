package dev.ordinal.systemtests.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** What callers were told, and what of it contradicts itself. Thread-safe. */
final class History {

  /**
   * A positive answer.
   *
   * @param name what was given: a number, or the id of a lead
   */
  record Told(Work work, String key, String name) {}

  private final Map<String, Told> byKey = new ConcurrentHashMap<>();
  private final Map<String, Told> byName = new ConcurrentHashMap<>();
  private final Queue<Told> fresh = new ConcurrentLinkedQueue<>();
  private final Queue<String> contradictions = new ArrayBlockingQueue<>(20);

  /** One key, one name, for good; one name, one key. */
  void tell(Told told) {
    @Nullable Told before = byKey.putIfAbsent(told.key(), told);
    if (before == null) {
      fresh.add(told);
    } else if (!before.equals(told)) {
      contradict("%s was told first, %s later".formatted(before, told));
    }
    @Nullable Told other = byName.putIfAbsent(told.name(), told);
    if (other != null && !other.equals(told)) {
      contradict("%s and %s have one name".formatted(other, told));
    }
  }

  /** What should never be answered; the first few are kept. */
  void contradict(String what) {
    contradictions.offer(what);
  }

  /** What was told for the first time since the last call, in that order. */
  List<Told> takeFresh() {
    List<Told> taken = new ArrayList<>();
    for (Told told = fresh.poll(); told != null; told = fresh.poll()) {
      taken.add(told);
    }
    return taken;
  }

  /** How many keys were answered. */
  int size() {
    return byKey.size();
  }

  List<Told> all() {
    return List.copyOf(byKey.values());
  }

  List<String> contradictions() {
    return List.copyOf(contradictions);
  }
}
