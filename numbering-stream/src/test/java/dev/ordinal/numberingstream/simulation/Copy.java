package dev.ordinal.numberingstream.simulation;

import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.simulation.Log.View;
import dev.ordinal.numberingstream.simulation.Partition.Change;
import java.util.function.Predicate;

/** A process's copy of a partition's tables, and how far in the changelog it has come. */
final class Copy {

  final InMemoryTables tables = new InMemoryTables();
  private int position;

  /**
   * Goes on to the changelog's end.
   *
   * @param isRestored which tables
   */
  void catchUp(Log<Change> changelog, View view, Predicate<String> isRestored) {
    position =
        changelog.read(
            position,
            view,
            change -> {
              if (isRestored.test(change.table())) {
                tables.set(change.table(), change.key(), change.value());
              }
            });
  }

  /** It has been written to by the one who writes the changelog, and that has committed. */
  void isUpTo(int end) {
    position = end;
  }
}
