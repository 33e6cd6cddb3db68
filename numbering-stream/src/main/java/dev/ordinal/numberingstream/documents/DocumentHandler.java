package dev.ordinal.numberingstream.documents;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.documents.DocumentCommand;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Capability.NumberRequest;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.Deadlines;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.documents.DocumentState.End;
import dev.ordinal.numberingstream.documents.DocumentState.Issue;
import dev.ordinal.numberingstream.documents.DocumentState.Reservation;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rule decides which command, over the tables of one task. */
record DocumentHandler(Table<DocumentState> documents, Deadlines deadlines)
    implements Capability.Handler<DocumentCommand, DocumentEvent> {

  @Override
  public @Nullable NumberRequest numberFor(DocumentCommand command, Instant acceptedAt) {
    if (command instanceof IssueDocument issue) {
      return new NumberRequest(
          issue.series(),
          SeriesKind.DOCUMENT,
          DocumentDecider.businessTime(issue.occurredAt(), acceptedAt));
    }
    if (command instanceof ReserveNumber reserve) {
      return new NumberRequest(
          reserve.series(),
          SeriesKind.DOCUMENT,
          DocumentDecider.businessTime(reserve.occurredAt(), acceptedAt));
    }
    return null;
  }

  @Override
  public Decision decide(DocumentCommand command, DecisionContext context) {
    Rejection refusal = null;
    if (command instanceof ConfirmReservation confirm) {
      refusal = DocumentDecider.refusal(find(confirm.series(), confirm.number()), confirm);
    } else if (command instanceof VoidDocument ending) {
      refusal = DocumentDecider.refusal(find(ending.series(), ending.number()), ending);
    }
    return refusal == null
        ? Decision.accepted(eventOf(command, context))
        : Decision.rejected(refusal);
  }

  @Override
  public List<Event> recall(DocumentCommand command, DecisionContext first) {
    return List.of(eventOf(command, first));
  }

  private DocumentEvent eventOf(DocumentCommand command, DecisionContext context) {
    if (command instanceof IssueDocument issue) {
      return DocumentDecider.issued(issue, context);
    }
    if (command instanceof ReserveNumber reserve) {
      return DocumentDecider.reserved(reserve, context);
    }
    if (command instanceof ConfirmReservation confirm) {
      return DocumentDecider.confirmed(existing(confirm.number()), confirm, context);
    }
    if (command instanceof VoidDocument ending) {
      return DocumentDecider.voided(existing(ending.number()), ending, context);
    }
    throw new IllegalStateException("no rule for " + command.getClass());
  }

  @Override
  public @Nullable Deadline deadlineOf(DocumentCommand command) {
    if (command instanceof ConfirmReservation confirm) {
      return expiryOf(confirm.series(), confirm.number());
    }
    if (command instanceof VoidDocument ending) {
      return expiryOf(ending.series(), ending.number());
    }
    return null;
  }

  @Override
  public List<Event> onDeadline(Deadline deadline, DecisionContext context) {
    String number = deadline.subject();
    return List.of(DocumentDecider.expired(existing(number), number, context.commandId()));
  }

  @Override
  public void evolve(DocumentEvent event) {
    if (event instanceof DocumentIssued issued) {
      Issue issue = new Issue(issued.currency(), issued.totalAmount(), issued.issuedAt());
      begin(issued, null, issue);
    } else if (event instanceof NumberReserved reserved) {
      Reservation reservation =
          new Reservation(reserved.holder(), reserved.reservedAt(), reserved.expiresAt());
      begin(reserved, reservation, null);
      deadlines.set(expiry(reserved.series(), reserved.number(), reservation));
    } else if (event instanceof ReservationConfirmed confirmed) {
      DocumentState document = clearExpiry(confirmed.number());
      if (document.openReservation() == null) {
        throw new IllegalStateException(confirmed.number() + " is confirmed, but not reserved");
      }
      documents.put(
          confirmed.number(),
          document.issued(
              new Issue(confirmed.currency(), confirmed.totalAmount(), confirmed.confirmedAt())));
    } else if (event instanceof DocumentVoided voided) {
      DocumentState document = clearExpiry(voided.number());
      if (document.voided() != null) {
        throw new IllegalStateException(voided.number() + " is voided twice");
      }
      documents.put(voided.number(), document.ended(new End(voided.voidedAt(), voided.byExpiry())));
    } else {
      throw new IllegalStateException("no rule for " + event.getClass());
    }
  }

  private void begin(
      DocumentEvent event, @Nullable Reservation reservation, @Nullable Issue issued) {
    if (documents.get(event.number()) != null) {
      throw new IllegalStateException(event.number() + " is given twice");
    }
    documents.put(
        event.number(),
        new DocumentState(
            event.series(), event.period(), event.sequence(), reservation, issued, null));
  }

  private DocumentState clearExpiry(String number) {
    DocumentState document = existing(number);
    Reservation open = document.openReservation();
    if (open != null) {
      deadlines.clear(expiry(document.series(), number, open));
    }
    return document;
  }

  private @Nullable Deadline expiryOf(String series, String number) {
    DocumentState document = find(series, number);
    Reservation open = document == null ? null : document.openReservation();
    return open == null ? null : expiry(series, number, open);
  }

  private static Deadline expiry(String series, String number, Reservation reservation) {
    return new Deadline(Documents.EXPIRY, series, number, reservation.expiresAt());
  }

  private @Nullable DocumentState find(String series, String number) {
    DocumentState document = documents.get(number);
    return document != null && document.series().equals(series) ? document : null;
  }

  private DocumentState existing(String number) {
    DocumentState document = documents.get(number);
    if (document == null) {
      throw new IllegalStateException("document " + number + " was never numbered");
    }
    return document;
  }
}
