package dev.ordinal.orderapi.documents;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.documents.DocumentCommand;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentConfirmed;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.orderapi.commands.AnswerRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their document or reservation. */
public final class DocumentRenderer implements AnswerRenderer<DocumentCommand> {

  @Override
  public Class<DocumentCommand> family() {
    return DocumentCommand.class;
  }

  @Override
  public Rendered render(DocumentCommand command, Fact fact) {
    if (command instanceof IssueDocument issue && fact instanceof NumberGiven given) {
      return new Rendered(201, "/documents/" + given.number(), DocumentView.of(issue, given));
    }
    if (fact instanceof NumberReserved reserved) {
      return new Rendered(201, "/documents/" + reserved.number(), DocumentView.of(reserved));
    }
    if (command instanceof ConfirmReservation confirm
        && fact instanceof DocumentConfirmed confirmed) {
      return new Rendered(200, null, DocumentView.of(confirm, confirmed));
    }
    if (fact instanceof DocumentVoided voided) {
      return new Rendered(200, null, DocumentView.of(voided));
    }
    throw new IllegalArgumentException("no answer of " + fact.getClass());
  }
}
