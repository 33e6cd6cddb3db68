package dev.ordinal.numberingstream.documents;

import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.contracts.documents.DocumentCommand.VoidDocument;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.contracts.documents.DocumentRejection;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import dev.ordinal.numberingstream.documents.DocumentState.End;
import dev.ordinal.numberingstream.documents.DocumentState.Issue;
import dev.ordinal.numberingstream.documents.DocumentState.Reservation;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rules of documents: from state, command and context to an event or a rejection. */
final class DocumentDecider {

  private DocumentDecider() {}

  /** When it happens in business terms, which chooses the period. */
  static Instant time(@Nullable Instant occurredAt, Instant acceptedAt) {
    return occurredAt == null ? acceptedAt : occurredAt;
  }

  static Decision issue(IssueDocument command, DecisionContext context) {
    Instant time = time(command.occurredAt(), context.acceptedAt());
    return context.withNext(
        command.series(),
        SeriesKind.DOCUMENT,
        time,
        next -> Decision.accepted(issued(command, next, time, context)));
  }

  static Decision reserve(ReserveNumber command, DecisionContext context) {
    return context.withNext(
        command.series(),
        SeriesKind.DOCUMENT,
        time(command.occurredAt(), context.acceptedAt()),
        next ->
            Decision.accepted(reserved(command, next, context.commandId(), context.acceptedAt())));
  }

  /**
   * Decides a confirmation.
   *
   * @param document null if there is none
   */
  static Decision confirm(
      @Nullable DocumentState document, ConfirmReservation command, DecisionContext context) {
    Rejection refusal = refusal(document, command);
    return refusal == null
        ? Decision.accepted(confirmed(Objects.requireNonNull(document), command, context))
        : Decision.rejected(refusal);
  }

  /**
   * Decides a void.
   *
   * @param document null if there is none
   */
  static Decision end(
      @Nullable DocumentState document, VoidDocument command, DecisionContext context) {
    Rejection refusal = refusal(document, command);
    return refusal == null
        ? Decision.accepted(
            voided(
                Objects.requireNonNull(document),
                command,
                context.acceptedAt(),
                context.commandId()))
        : Decision.rejected(refusal);
  }

  private static DocumentIssued issued(
      IssueDocument command, NextNumber next, Instant time, DecisionContext context) {
    DocumentContent content = command.content();
    return new DocumentIssued(
        next.number(),
        next.series(),
        next.period(),
        next.sequence(),
        content.title(),
        content.project(),
        content.currency(),
        content.totalAmount(),
        time,
        context.acceptedAt(),
        context.commandId());
  }

  /** The event of a reservation that was accepted then. */
  static NumberReserved reserved(
      ReserveNumber command, NextNumber next, UUID commandId, Instant acceptedAt) {
    return new NumberReserved(
        next.number(),
        next.series(),
        next.period(),
        next.sequence(),
        command.holder(),
        time(command.occurredAt(), acceptedAt),
        acceptedAt.plusSeconds(command.ttlSeconds()),
        acceptedAt,
        commandId);
  }

  /** Why a confirmation is turned down; null if it is not. */
  private static @Nullable Rejection refusal(
      @Nullable DocumentState document, ConfirmReservation command) {
    if (document == null) {
      return notFound(command.number());
    }
    Rejection isVoid = refusalOfTheVoid(document, command.number());
    if (isVoid != null) {
      return isVoid;
    }
    Issue issued = document.issued();
    if (issued != null) {
      return Rejection.of(
          DocumentRejection.DOCUMENT_ALREADY_ISSUED,
          "document %s was issued at %s".formatted(command.number(), issued.at()),
          Map.of("existing", command.number(), "issuedAt", issued.at().toString()));
    }
    return refusalOfAnother(document, command.number(), command.holder());
  }

  /** Why a void is turned down; null if it is not. */
  private static @Nullable Rejection refusal(
      @Nullable DocumentState document, VoidDocument command) {
    if (document == null) {
      return notFound(command.number());
    }
    Rejection isVoid = refusalOfTheVoid(document, command.number());
    return isVoid == null ? refusalOfAnother(document, command.number(), command.holder()) : isVoid;
  }

  private static ReservationConfirmed confirmed(
      DocumentState document, ConfirmReservation command, DecisionContext context) {
    DocumentContent content = command.content();
    return new ReservationConfirmed(
        command.number(),
        document.series(),
        document.period(),
        document.sequence(),
        content.title(),
        content.project(),
        content.currency(),
        content.totalAmount(),
        reservation(document, command.number()).reservedAt(),
        context.acceptedAt(),
        context.commandId());
  }

  /** The event of a void that was accepted then. */
  static DocumentVoided voided(
      DocumentState document, VoidDocument command, Instant acceptedAt, UUID commandId) {
    return voided(document, command.number(), command.reason(), false, acceptedAt, commandId);
  }

  /** The event of a reservation's end by itself, dated to the moment at which its time was over. */
  static DocumentVoided expired(DocumentState document, String number, UUID commandId) {
    return voided(
        document,
        number,
        DocumentVoided.EXPIRED,
        true,
        reservation(document, number).expiresAt(),
        commandId);
  }

  private static DocumentVoided voided(
      DocumentState document,
      String number,
      String reason,
      boolean byExpiry,
      Instant at,
      UUID commandId) {
    Issue issued = document.issued();
    return new DocumentVoided(
        number,
        document.series(),
        document.period(),
        document.sequence(),
        issued == null ? null : issued.currency(),
        issued == null ? null : issued.totalAmount(),
        reason,
        byExpiry,
        at,
        commandId);
  }

  private static Rejection notFound(String number) {
    return Rejection.of(DocumentRejection.DOCUMENT_NOT_FOUND, "there is no document " + number);
  }

  private static @Nullable Rejection refusalOfTheVoid(DocumentState document, String number) {
    End end = document.voided();
    if (end == null) {
      return null;
    }
    String at = end.at().toString();
    return end.byExpiry()
        ? Rejection.of(
            DocumentRejection.RESERVATION_EXPIRED,
            "the reservation of %s expired at %s".formatted(number, at),
            Map.of("existing", number, "expiredAt", at))
        : Rejection.of(
            DocumentRejection.DOCUMENT_ALREADY_VOID,
            "%s was voided at %s".formatted(number, at),
            Map.of("existing", number, "voidedAt", at));
  }

  /** The hold ends with the confirmation: an issued document is nobody's in particular. */
  private static @Nullable Rejection refusalOfAnother(
      DocumentState document, String number, @Nullable String asking) {
    Reservation reservation = document.openReservation();
    if (reservation == null
        || reservation.holder() == null
        || reservation.holder().equals(asking)) {
      return null;
    }
    return Rejection.of(
        DocumentRejection.RESERVATION_HELD_BY_ANOTHER,
        "%s is reserved until %s, and not by %s"
            .formatted(
                number,
                reservation.expiresAt(),
                asking == null ? "a caller who names no holder" : asking),
        Map.of("existing", number, "expiresAt", reservation.expiresAt().toString()));
  }

  /** The reservation that a document was, or is. */
  static Reservation reservation(DocumentState document, String number) {
    return Objects.requireNonNull(document.reservation(), () -> number + " was never reserved");
  }
}
