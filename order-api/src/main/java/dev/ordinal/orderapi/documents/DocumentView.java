package dev.ordinal.orderapi.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.NumberGiven;
import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentConfirmed;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.lists.NumberedView;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A document or a reservation as callers see it; what is null is left out. The answers to a
 * confirmation and to a void name only what they are about; {@code GET} shows all.
 *
 * @param status "reserved", "issued" or "void"
 * @param totalAmount in the currency's minor unit
 * @param holder who alone may confirm or void a reservation; null for anybody
 * @param expiresAt when a reservation becomes void unless it is confirmed before
 * @param recordedAt when the API accepted the command that took the number
 * @param commandId the command that led here: the one that took the number, or in the answer to a
 *     confirmation or a void that one
 * @param expired whether it is void because a reservation was not confirmed in time; null unless
 *     void
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentView(
    String number,
    String series,
    String period,
    long sequence,
    @OneOf({"reserved", "issued", "void"}) String status,
    @Nullable String title,
    @Nullable String project,
    @Nullable String currency,
    @Nullable Long totalAmount,
    @Nullable String holder,
    @Nullable Instant reservedAt,
    @Nullable Instant expiresAt,
    @Nullable Instant issuedAt,
    @Nullable Instant recordedAt,
    UUID commandId,
    @Nullable Instant voidedAt,
    @Nullable String voidReason,
    @Nullable Boolean expired)
    implements NumberedView {

  static DocumentView of(IssueDocument command, NumberGiven given) {
    DocumentContent content = command.content();
    return new DocumentView(
        given.number(),
        command.series(),
        given.period(),
        given.sequence(),
        "issued",
        content.title(),
        content.project(),
        content.currency(),
        content.totalAmount(),
        null,
        null,
        null,
        given.time(),
        given.recordedAt(),
        given.commandId(),
        null,
        null,
        null);
  }

  static DocumentView of(NumberReserved reserved) {
    return new DocumentView(
        reserved.number(),
        reserved.series(),
        reserved.period(),
        reserved.sequence(),
        "reserved",
        null,
        null,
        null,
        null,
        reserved.holder(),
        reserved.reservedAt(),
        reserved.expiresAt(),
        null,
        reserved.recordedAt(),
        reserved.commandId(),
        null,
        null,
        null);
  }

  static DocumentView of(ConfirmReservation command, DocumentConfirmed confirmed) {
    DocumentContent content = command.content();
    return new DocumentView(
        command.number(),
        command.series(),
        confirmed.period(),
        confirmed.sequence(),
        "issued",
        content.title(),
        content.project(),
        content.currency(),
        content.totalAmount(),
        null,
        confirmed.reservedAt(),
        null,
        confirmed.confirmedAt(),
        null,
        confirmed.commandId(),
        null,
        null,
        null);
  }

  static DocumentView of(DocumentVoided voided) {
    return new DocumentView(
        voided.number(),
        voided.series(),
        voided.period(),
        voided.sequence(),
        "void",
        null,
        null,
        voided.currency(),
        voided.totalAmount(),
        null,
        null,
        null,
        null,
        null,
        voided.commandId(),
        voided.voidedAt(),
        voided.reason(),
        voided.byExpiry());
  }
}
