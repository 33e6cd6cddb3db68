package dev.ordinal.benchmarks.subjects;

import java.util.BitSet;

/** Who was told to have won what. Used by one thread. */
final class ToldWinners {

  private final BitSet won = new BitSet();
  private final BitSet wonTwice = new BitSet();
  private long wins;

  /** A caller was told that {@code thing} is theirs. */
  void won(int thing) {
    wins++;
    (won.get(thing) ? wonTwice : won).set(thing);
  }

  /** How many callers were told so. */
  long wins() {
    return wins;
  }

  /** Things that more than one caller was told are theirs. */
  long doubleWinners() {
    return wonTwice.cardinality();
  }
}
