package dev.ordinal.numberingstream.decider;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The deadlines that have not passed or have not been acted on, in order of time. Like all state
 * they change only when an event is evolved, so they survive whatever the state survives. For one
 * thread.
 */
public final class Deadlines {

  static final Table.Spec<Deadline> TABLE = new Table.Spec<>("deadlines", Deadline.class);

  private final Table<Deadline> deadlines;

  private Deadlines(Table<Deadline> deadlines) {
    this.deadlines = deadlines;
  }

  /** The deadlines of one task, for a handler to keep. */
  public static Deadlines open(Table.Source tables) {
    return new Deadlines(tables.open(TABLE));
  }

  /**
   * Sets a deadline.
   *
   * @throws IllegalStateException when it is set already
   */
  public void set(Deadline deadline) {
    if (isSet(deadline)) {
      throw new IllegalStateException(deadline + " is set twice");
    }
    deadlines.put(deadline.key(), deadline);
  }

  /**
   * Clears a deadline, because it was acted on or has become pointless.
   *
   * @throws IllegalStateException when it is not set
   */
  public void clear(Deadline deadline) {
    if (!isSet(deadline)) {
      throw new IllegalStateException(deadline + " is not set");
    }
    deadlines.remove(deadline.key());
  }

  boolean isSet(Deadline deadline) {
    return deadlines.get(deadline.key()) != null;
  }

  /** The earliest of all; null for none. */
  @Nullable Deadline earliest() {
    return deadlines.first(1, Deadline.AFTER_ALL).values().stream().findFirst().orElse(null);
  }

  /** The earliest deadlines that are due at {@code now}, at most {@code limit}. */
  List<Deadline> due(Instant now, int limit) {
    return List.copyOf(deadlines.first(limit, Deadline.keyAfter(now)).values());
  }
}
