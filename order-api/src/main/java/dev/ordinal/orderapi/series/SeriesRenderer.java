package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.series.SeriesEvent;
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
    throw new IllegalArgumentException("not a series event: " + event.getClass());
  }
}
