package dev.ordinal.numberingstream.documents;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.documents.DocumentCommand;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentConfirmed;
import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Deadline;
import dev.ordinal.numberingstream.decider.Deadlines;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.StoredOutcome.Former;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.documents.DocumentState.End;
import dev.ordinal.numberingstream.documents.DocumentState.Issue;
import dev.ordinal.numberingstream.documents.DocumentState.Reservation;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Which rule decides which command, over the tables of one task. */
record DocumentHandler(Table<DocumentState> documents, Deadlines deadlines)
    implements Capability.Handler<DocumentCommand, DocumentEvent> {

  @Override
  public Decision decide(DocumentCommand command, DecisionContext context) {
    if (command instanceof IssueDocument issue) {
      return DocumentDecider.issue(issue, context);
    }
    if (command instanceof ReserveNumber reserve) {
      return DocumentDecider.reserve(reserve, context);
    }
    if (command instanceof ConfirmReservation confirm) {
      return DocumentDecider.confirm(find(confirm.series(), confirm.number()), confirm, context);
    }
    if (command instanceof VoidDocument ending) {
      return DocumentDecider.end(find(ending.series(), ending.number()), ending, context);
    }
    throw new IllegalStateException("no rule for " + command.getClass());
  }

  @Override
  public Fact factOf(DocumentCommand command, Former first) {
    if (command instanceof IssueDocument issue) {
      return first.numberGiven(DocumentDecider.time(issue.occurredAt(), first.acceptedAt()));
    }
    if (command instanceof ReserveNumber reserve) {
      return DocumentDecider.reserved(
          reserve, first.number(), first.commandId(), first.acceptedAt());
    }
    if (command instanceof ConfirmReservation confirm) {
      DocumentState document = existing(confirm.number());
      return new DocumentConfirmed(
          document.period(),
          document.sequence(),
          DocumentDecider.reservation(document, confirm.number()).reservedAt(),
          first.acceptedAt(),
          first.commandId());
    }
    if (command instanceof VoidDocument ending) {
      return DocumentDecider.voided(
          existing(ending.number()), ending, first.acceptedAt(), first.commandId());
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
