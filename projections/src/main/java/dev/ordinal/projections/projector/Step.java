package dev.ordinal.projections.projector;

import dev.ordinal.contracts.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * All events of one kind at once. Steps one after the other are as good as one event after the
 * other where the kinds themselves follow each other: a thing is made, then changed, then done.
 *
 * @param <E> the events of this step
 */
public final class Step<E extends Event> {

  private final Class<E> type;
  private final Feed.Fold<E> fold;

  private Step(Class<E> type, Feed.Fold<E> fold) {
    this.type = type;
    this.fold = fold;
  }

  /** Each event makes a row. */
  public static <E extends Event> Step<E> insert(Class<E> type, RowCopy<? super E> rows) {
    return new Step<>(
        type, (tx, entries) -> rows.insert(tx, entries.stream().map(LogEntry::value).toList()));
  }

  /**
   * Each event changes one row.
   *
   * @param sql what it does, to a row in the state that it needs
   * @param bind sets the statement's parameters
   */
  public static <E extends Event> Step<E> update(
      Class<E> type, String sql, BiConsumer<PreparedBatch, E> bind) {
    return new Step<>(type, (tx, entries) -> update(tx, entries, sql, bind));
  }

  /**
   * Folds {@code entries}, step by step.
   *
   * @throws ImpossibleRecordException if there is no step for an entry, or no row in the state that
   *     it needs
   */
  public static <F extends Event> void foldAll(
      List<Step<? extends F>> steps, Handle tx, List<LogEntry<F>> entries) {
    for (LogEntry<F> entry : entries) {
      if (steps.stream().noneMatch(step -> step.type.isInstance(entry.value()))) {
        throw new ImpossibleRecordException(entry, "no fold for " + entry.value().getClass());
      }
    }
    steps.forEach(step -> step.foldMine(tx, entries));
  }

  @SuppressWarnings("unchecked") // the value has just been looked at
  private void foldMine(Handle tx, List<? extends LogEntry<? extends Event>> entries) {
    List<LogEntry<E>> mine = new ArrayList<>();
    for (LogEntry<? extends Event> entry : entries) {
      if (type.isInstance(entry.value())) {
        mine.add((LogEntry<E>) entry);
      }
    }
    if (!mine.isEmpty()) {
      fold.apply(tx, mine);
    }
  }

  private static <E extends Event> void update(
      Handle tx, List<LogEntry<E>> entries, String sql, BiConsumer<PreparedBatch, E> bind) {
    PreparedBatch batch = tx.prepareBatch(sql);
    for (LogEntry<E> entry : entries) {
      bind.accept(batch, entry.value());
      batch.add();
    }
    int[] changed = batch.execute();
    for (int i = 0; i < changed.length; i++) {
      if (changed[i] != 1) {
        E event = entries.get(i).value();
        throw new ImpossibleRecordException(
            entries.get(i),
            "%s is not in a state for %s"
                .formatted(event.subject(), event.getClass().getSimpleName()));
      }
    }
  }
}
