package dev.ordinal.projections.projector;

/** Hears how a rebuild goes on. Called by the thread that rebuilds. */
@FunctionalInterface
public interface RebuildListener {

  /**
   * Something was folded.
   *
   * @param folded log positions done, from 0 to {@code total}; a transaction marker counts as one
   * @param total log positions to do; grows while others go on writing
   */
  void progress(long folded, long total);
}
