package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.series.SeriesEvent;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import dev.ordinal.contracts.series.SeriesEvent.SequenceAdvanced;
import dev.ordinal.contracts.series.SeriesEvent.SequenceReset;
import dev.ordinal.contracts.series.SeriesEvent.SeriesDefined;
import dev.ordinal.orderapi.commands.EventRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their series. */
public final class SeriesRenderer implements EventRenderer {

  @Override
  public Class<? extends Event> family() {
    return SeriesEvent.class;
  }

  @Override
  public Rendered render(Event event) {
    if (event instanceof SeriesDefined defined) {
      return defined.first()
          ? new Rendered(201, "/series/" + defined.series(), defined.definition())
          : new Rendered(200, null, defined.definition());
    }
    if (event instanceof SequenceReset reset) {
      return new Rendered(200, null, reset);
    }
    if (event instanceof SequenceAdvanced advanced) {
      return new Rendered(200, null, advanced);
    }
    if (event instanceof NumbersImported imported) {
      return new Rendered(200, null, ImportView.of(imported));
    }
    if (event instanceof ImportChecked checked) {
      return new Rendered(200, null, ImportView.of(checked));
    }
    throw new IllegalArgumentException("not a series event: " + event.getClass());
  }
}
