package dev.ordinal.orderapi.documents;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.orderapi.commands.EventRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their document or reservation. */
public final class DocumentRenderer implements EventRenderer {

  @Override
  public Class<? extends Event> family() {
    return DocumentEvent.class;
  }

  @Override
  public Rendered render(Event event) {
    if (event instanceof DocumentIssued issued) {
      return new Rendered(201, "/documents/" + issued.number(), DocumentView.of(issued));
    }
    if (event instanceof NumberReserved reserved) {
      return new Rendered(201, "/documents/" + reserved.number(), DocumentView.of(reserved));
    }
    if (event instanceof ReservationConfirmed confirmed) {
      return new Rendered(200, null, DocumentView.of(confirmed));
    }
    if (event instanceof DocumentVoided voided) {
      return new Rendered(200, null, DocumentView.of(voided));
    }
    throw new IllegalArgumentException("not a document event: " + event.getClass());
  }
}
