package dev.ordinal.numberingstream.topology;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * What failed and when it is tried again: after a second, then after twice as long each time, up to
 * five minutes. Remembers a bounded number; beyond it the oldest are tried again at once. For one
 * thread.
 *
 * @param <K> what names the work
 */
final class Backoff<K> {

  private static final int REMEMBERED = 1_000;
  private static final Duration FIRST = Duration.ofSeconds(1);
  private static final Duration LONGEST = Duration.ofMinutes(5);

  private final Map<K, Wait> waiting = new LinkedHashMap<>();

  private record Wait(Duration pause, long until) {}

  /** It failed at {@code now}, in ms. */
  void failed(K work, long now) {
    Wait before = waiting.remove(work);
    Duration pause = before == null ? FIRST : before.pause().multipliedBy(2);
    Duration bounded = pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    if (waiting.size() >= REMEMBERED) {
      Iterator<K> oldest = waiting.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    waiting.put(work, new Wait(bounded, now + bounded.toMillis()));
  }

  /** It is done. */
  void done(K work) {
    waiting.remove(work);
  }

  /** Forgets all but these. */
  void retain(Set<? extends K> works) {
    waiting.keySet().retainAll(works);
  }

  /** Whether it is too early to try it again. */
  boolean isWaiting(K work, long now) {
    Wait wait = waiting.get(work);
    return wait != null && now < wait.until();
  }

  /** How many have failed and not been done since. */
  int size() {
    return waiting.size();
  }
}
