package dev.ordinal.numberingstream.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * One partition of a topic that is written in transactions. Whoever reads it committed stops at the
 * first record whose transaction has no end here yet, and leaves out what was aborted.
 */
final class Log<T> {

  private record Entry<T>(T value, Transaction in) {}

  /** Which records somebody reads. */
  enum View {
    /** As a consumer does who reads committed. */
    COMMITTED,
    /** As one who also knows what is decided and not yet marked. */
    DECIDED,
    /** As a consumer does who reads uncommitted. */
    ALL
  }

  private final List<Entry<T>> entries = new ArrayList<>();
  private final int bit;
  private int stable;

  /**
   * An empty one.
   *
   * @param index of the topic, 0 to {@link Transaction#LOGS} - 1
   */
  Log(int index) {
    this.bit = 1 << index;
  }

  void append(T value, Transaction in) {
    entries.add(new Entry<>(value, in));
  }

  int size() {
    return entries.size();
  }

  /** Whether every record below {@code end} belongs to a transaction that has ended here. */
  boolean isStable(int end) {
    while (stable < end && entries.get(stable).in().hasEndedIn(bit)) {
      stable++;
    }
    return stable >= end;
  }

  /** Reads on; answers where to read on next. */
  int read(int from, View view, Consumer<T> reader) {
    int at = from;
    while (at < entries.size()) {
      Entry<T> entry = entries.get(at);
      Transaction in = entry.in();
      boolean hasEnded = view == View.COMMITTED ? in.hasEndedIn(bit) : in.isDecided();
      if (!hasEnded && view != View.ALL) {
        break;
      }
      at++;
      if (view == View.ALL || in.isCommitted()) {
        reader.accept(entry.value());
      }
    }
    return at;
  }
}
