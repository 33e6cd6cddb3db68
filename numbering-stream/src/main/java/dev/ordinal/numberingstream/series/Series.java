package dev.ordinal.numberingstream.series;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.series.SeriesCommand;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.Sequences;
import dev.ordinal.numberingstream.decider.SeriesState;
import dev.ordinal.numberingstream.decider.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Series as a capability of the stream, over the tables that every numbered capability shares. */
public final class Series implements Capability<SeriesCommand, SeriesEvent> {

  @Override
  public Class<SeriesCommand> commands() {
    return SeriesCommand.class;
  }

  @Override
  public Class<SeriesEvent> events() {
    return SeriesEvent.class;
  }

  @Override
  public List<Table.Spec<?>> tables() {
    return List.of();
  }

  @Override
  public Handler<SeriesCommand, SeriesEvent> open(Table.Source tables) {
    return new SeriesHandler(new Sequences(tables));
  }

  private record SeriesHandler(Sequences sequences) implements Handler<SeriesCommand, SeriesEvent> {

    @Override
    public @Nullable NumberRequest numberFor(SeriesCommand command, Instant acceptedAt) {
      return null;
    }

    @Override
    public Decision decide(SeriesCommand command, DecisionContext context) {
      SeriesState known = sequences.series(command.series());
      if (command instanceof DefineSeries define) {
        return SeriesDecider.define(known, define, context);
      }
      if (command instanceof ResetSequence reset) {
        long last = known == null ? 0 : sequences.last(known.definition(), reset.period());
        return SeriesDecider.reset(known, last, reset, context);
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    /** A repeat is told how things stood the first time, which its command does not say. */
    @Override
    public boolean isKept(SeriesCommand command) {
      return true;
    }

    @Override
    public List<Event> recall(SeriesCommand command, DecisionContext first) {
      throw new IllegalStateException("the events of " + command.getClass() + " are kept");
    }

    @Override
    public void evolve(SeriesEvent event) {
      SeriesState known = sequences.series(event.series());
      if (event instanceof SeriesDefined defined) {
        if (defined.first() != (known == null)) {
          throw new IllegalStateException(event.series() + " is defined for the first time twice");
        }
        boolean used = known != null && known.used();
        sequences.series(new SeriesState(defined.definition(), used));
      } else if (event instanceof SequenceReset reset) {
        reset(known, reset);
      } else {
        throw new IllegalStateException("no rule for " + event.getClass());
      }
    }

    private void reset(@Nullable SeriesState known, SequenceReset reset) {
      if (known == null
          || sequences.last(known.definition(), reset.period()) != reset.before()
          || reset.after() < reset.before()) {
        throw new IllegalStateException(
            "%s in '%s' cannot go from %d to %d"
                .formatted(reset.series(), reset.period(), reset.before(), reset.after()));
      }
      sequences.last(reset.series(), reset.period(), reset.after());
    }
  }
}
