package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.series.SeriesCommand;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.orderapi.commands.AnswerRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their series. */
public final class SeriesRenderer implements AnswerRenderer<SeriesCommand> {

  @Override
  public Class<SeriesCommand> family() {
    return SeriesCommand.class;
  }

  @Override
  public Rendered render(SeriesCommand command, Fact fact) {
    if (fact instanceof SeriesDefined defined) {
      return defined.first()
          ? new Rendered(201, "/series/" + defined.series(), defined.definition())
          : new Rendered(200, null, defined.definition());
    }
    if (fact instanceof SequenceReset reset) {
      return new Rendered(200, null, reset);
    }
    if (fact instanceof SequenceAdvanced advanced) {
      return new Rendered(200, null, advanced);
    }
    if (fact instanceof NumbersImported imported) {
      return new Rendered(200, null, ImportView.of(imported));
    }
    if (fact instanceof ImportChecked checked) {
      return new Rendered(200, null, ImportView.of(checked));
    }
    throw new IllegalArgumentException("not a series event: " + fact.getClass());
  }
}
