package dev.ordinal.projections.projector;

import dev.ordinal.contracts.Event;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/**
 * All events of one kind in one statement. Steps one after the other are as good as one event after
 * the other where the kinds themselves follow each other: a thing is made, then changed, then done.
 *
 * @param sql what each event does, to one row
 * @param bind sets the statement's parameters
 */
public record Step<E extends Event>(Class<E> type, String sql, BiConsumer<PreparedBatch, E> bind) {

  /**
   * Folds {@code entries}, step by step.
   *
   * @throws ImpossibleRecordException if there is no step for an entry, or no row in the state that
   *     it needs
   */
  public static <F extends Event> void foldAll(
      List<Step<? extends F>> steps, Handle tx, List<LogEntry<F>> entries) {
    for (LogEntry<F> entry : entries) {
      if (steps.stream().noneMatch(step -> step.type().isInstance(entry.value()))) {
        throw new ImpossibleRecordException(entry, "no fold for " + entry.value().getClass());
      }
    }
    steps.forEach(step -> step.fold(tx, entries));
  }

  private void fold(Handle tx, List<? extends LogEntry<? extends Event>> entries) {
    List<LogEntry<? extends Event>> mine = new ArrayList<>();
    for (LogEntry<? extends Event> entry : entries) {
      if (type.isInstance(entry.value())) {
        mine.add(entry);
      }
    }
    if (mine.isEmpty()) {
      return;
    }
    PreparedBatch batch = tx.prepareBatch(sql);
    for (LogEntry<? extends Event> entry : mine) {
      bind.accept(batch, type.cast(entry.value()));
      batch.add();
    }
    int[] changed = batch.execute();
    for (int i = 0; i < changed.length; i++) {
      // Inserts that the driver wrote as one statement have no count each; all of them are there.
      if (changed[i] != 1 && changed[i] != Statement.SUCCESS_NO_INFO) {
        throw new ImpossibleRecordException(
            mine.get(i),
            "%s is not in a state for %s"
                .formatted(mine.get(i).value().subject(), type.getSimpleName()));
      }
    }
  }
}
