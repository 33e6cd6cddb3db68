package dev.ordinal.numberingstream.series;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.series.SeriesCommand;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesCommand.ImportNumbers;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.contracts.series.SeriesCommand.SyncSequence;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumberImported;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.Deliberation;
import dev.ordinal.numberingstream.decider.ImportRule;
import dev.ordinal.numberingstream.decider.Sequences;
import dev.ordinal.numberingstream.decider.SeriesState;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.decider.UniqueNames;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Series as a capability of the stream, over the tables that every numbered capability shares. */
public final class Series implements Capability<SeriesCommand, SeriesEvent> {

  private final Map<SeriesKind, ImportRule> imports;

  /**
   * Series.
   *
   * @param imports at most one for a kind; of kinds without one only the numbers are taken over
   */
  public Series(List<ImportRule> imports) {
    this.imports = imports.stream().collect(Collectors.toMap(ImportRule::kind, rule -> rule));
  }

  @Override
  public Class<SeriesCommand> commands() {
    return SeriesCommand.class;
  }

  @Override
  public Class<SeriesEvent> events() {
    return SeriesEvent.class;
  }

  @Override
  public Handler<SeriesCommand, SeriesEvent> open(Table.Source tables) {
    Sequences sequences = new Sequences(tables);
    return new SeriesHandler(
        sequences, new ImportDecider(sequences, new UniqueNames(tables), imports));
  }

  private record SeriesHandler(Sequences sequences, ImportDecider imports)
      implements Handler<SeriesCommand, SeriesEvent> {

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
      if (command instanceof SyncSequence sync) {
        long last = known == null ? 0 : sequences.last(known.definition(), sync.period());
        return SeriesDecider.sync(known, last, sync, context);
      }
      if (command instanceof ImportNumbers rows) {
        return known == null
            ? SeriesDecider.unknown(rows)
            : imports.deliberate(known.definition(), rows, context, null).toTheEnd();
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    /** Without a series there is little to decide. */
    @Override
    public int size(SeriesCommand command) {
      return command instanceof ImportNumbers rows && sequences.series(rows.series()) != null
          ? rows.rows().size()
          : 1;
    }

    @Override
    public Deliberation deliberate(
        SeriesCommand command, DecisionContext context, @Nullable Fact known) {
      SeriesState series = sequences.series(command.series());
      if (series == null || !(command instanceof ImportNumbers rows)) {
        throw new IllegalStateException("only imports into a series are large");
      }
      return imports.deliberate(series.definition(), rows, context, (NumbersImported) known);
    }

    @Override
    public boolean isQuestion(SeriesCommand command) {
      return command instanceof ImportNumbers rows && rows.dryRun();
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
        sequences.move(reset.series(), reset.period(), reset.before(), reset.after());
      } else if (event instanceof SequenceAdvanced advanced) {
        sequences.move(advanced.series(), advanced.period(), advanced.before(), advanced.after());
      } else if (event instanceof NumbersImported imported) {
        imported
            .report()
            .scopes()
            .forEach(s -> sequences.move(event.series(), s.period(), s.before(), s.after()));
      } else if (event instanceof NumberImported number) {
        imported(known, number);
      } else if (!(event instanceof ImportChecked)) {
        throw new IllegalStateException("no rule for " + event.getClass());
      }
    }

    /** The scopes were moved by the event before, all at once. */
    private void imported(@Nullable SeriesState known, NumberImported number) {
      if (known == null
          || sequences.last(known.definition(), number.period()) < number.sequence()) {
        throw new IllegalStateException(number.number() + " comes without its import");
      }
      imports.takeNames(number);
    }
  }
}
