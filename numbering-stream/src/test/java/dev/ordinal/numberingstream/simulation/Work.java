package dev.ordinal.numberingstream.simulation;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Outcome;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.InMemoryTables;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.UnitOfWork;
import dev.ordinal.numberingstream.decider.Writer;
import dev.ordinal.numberingstream.simulation.Partition.Change;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The writer over its tables: what it changes goes into the changelog, in the transaction. */
final class Work {

  /** A decision failed, as it was meant to. */
  private static final class Failed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Failed() {
      super("as it was meant to", null, false, false);
    }
  }

  /**
   * What a command led to.
   *
   * @param outcome null if its decision failed
   */
  record Done(@Nullable Outcome outcome, List<Event> events) {}

  private final UnitOfWork unit;
  private final Writer writer;
  private final boolean isHalfKept;
  private @Nullable Transaction transaction;
  private int writesLeft = -1;

  Work(Planted planted, InMemoryTables tables, InstantSource clock, Log<Change> changelog) {
    Table.Source logged =
        new Intercepted(
            tables,
            (table, key, value) -> {
              Change change = new Change(table, key, value);
              changelog.append(change, Objects.requireNonNull(transaction, "in one"));
              return true;
            });
    this.unit = new UnitOfWork(logged);
    this.isHalfKept = planted.is(Bug.HALF_A_COMMAND_STAYS);
    this.writer =
        new Writer(
            planted.capabilities(clock),
            new Intercepted(isHalfKept ? logged : unit, planted.tables(this::mayWrite)));
  }

  private boolean mayWrite(String table, String key, @Nullable Object value) {
    if (writesLeft == 0) {
      throw new Failed();
    }
    writesLeft--;
    return true;
  }

  Writer writer() {
    return writer;
  }

  Done decide(Transaction in, Sent sent, Instant at) {
    writesLeft = sent.failsAt();
    try {
      Writer.Step ruling = run(in, () -> writer.decide(sent.envelope(), at));
      return new Done(ruling.decided(), ruling.events());
    } catch (RuntimeException e) {
      return new Done(null, List.of());
    } finally {
      writesLeft = -1;
    }
  }

  List<Event> define(Transaction in, List<SeriesDefinition> definitions, Instant at) {
    return run(in, () -> writer.define(definitions, at));
  }

  /** Lets a deadline pass; nothing happens if that fails. */
  List<Event> expire(Transaction in, Deadline deadline, Instant at) {
    try {
      return run(in, () -> writer.expire(deadline, at));
    } catch (RuntimeException e) {
      return List.of();
    }
  }

  private <T> T run(Transaction in, Supplier<T> work) {
    transaction = in;
    return isHalfKept ? work.get() : unit.run(work);
  }
}
