package dev.ordinal.numberingstream.decider;

import org.jspecify.annotations.Nullable;

/** The deciding of one command in steps. It reads state and changes none. For one thread. */
public interface Deliberation {

  /**
   * Goes on.
   *
   * @param size how much to look at, as {@link Capability.Handler#size} counts
   * @return the decision with the last step; null before
   */
  @Nullable Decision step(int size);

  /** The decision, in one go. */
  default Decision toTheEnd() {
    Decision decision;
    do {
      decision = step(Integer.MAX_VALUE);
    } while (decision == null);
    return decision;
  }
}
