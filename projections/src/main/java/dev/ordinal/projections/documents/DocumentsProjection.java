package dev.ordinal.projections.documents;

import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.Projection;
import dev.ordinal.projections.projector.Step;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the table {@code documents}. */
public final class DocumentsProjection implements Projection {

  private static final String ISSUE =
      "INSERT INTO documents (number, series, period, sequence, status, title, project, currency,"
          + " total_amount, issued_at, recorded_at, command_id)"
          + " VALUES (:number, :series, :period, :sequence, 'issued', :title, :project, :currency,"
          + " :totalAmount, :issuedAt, :recordedAt, :commandId)";

  private static final String RESERVE =
      "INSERT INTO documents (number, series, period, sequence, status, holder, reserved_at,"
          + " expires_at, recorded_at, command_id)"
          + " VALUES (:number, :series, :period, :sequence, 'reserved', :holder, :reservedAt,"
          + " :expiresAt, :recordedAt, :commandId)";

  private static final String CONFIRM =
      "UPDATE documents SET status = 'issued', title = :title, project = :project,"
          + " currency = :currency, total_amount = :totalAmount, issued_at = :issuedAt"
          + " WHERE number = :number AND status = 'reserved'";

  private static final String VOID =
      "UPDATE documents SET status = 'void', voided_at = :voidedAt, void_reason = :reason,"
          + " expired = :expired WHERE number = :number AND status != 'void'";

  /** A number is given, then confirmed, then void, so each step can be folded for all at once. */
  private static final List<Step<? extends DocumentEvent>> STEPS =
      List.of(
          Step.update(DocumentIssued.class, ISSUE, DocumentsProjection::bindIssued),
          Step.update(NumberReserved.class, RESERVE, DocumentsProjection::bindReserved),
          Step.update(ReservationConfirmed.class, CONFIRM, DocumentsProjection::bindConfirmed),
          Step.update(DocumentVoided.class, VOID, DocumentsProjection::bindVoided));

  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.DOCUMENT_EVENTS, (tx, entries) -> Step.foldAll(STEPS, tx, entries)));
  }

  private static void bindNumber(PreparedBatch batch, DocumentEvent event) {
    batch
        .bind("number", event.number())
        .bind("series", event.series())
        .bind("period", event.period())
        .bind("sequence", event.sequence())
        .bind("commandId", event.commandId());
  }

  private static void bindIssued(PreparedBatch batch, DocumentIssued issued) {
    bindNumber(batch, issued);
    batch
        .bind("title", issued.title())
        .bind("project", issued.project())
        .bind("currency", issued.currency())
        .bind("totalAmount", issued.totalAmount())
        .bind("issuedAt", issued.issuedAt())
        .bind("recordedAt", issued.recordedAt());
  }

  private static void bindReserved(PreparedBatch batch, NumberReserved reserved) {
    bindNumber(batch, reserved);
    batch
        .bind("holder", reserved.holder())
        .bind("reservedAt", reserved.reservedAt())
        .bind("expiresAt", reserved.expiresAt())
        .bind("recordedAt", reserved.recordedAt());
  }

  private static void bindConfirmed(PreparedBatch batch, ReservationConfirmed confirmed) {
    batch
        .bind("number", confirmed.number())
        .bind("title", confirmed.title())
        .bind("project", confirmed.project())
        .bind("currency", confirmed.currency())
        .bind("totalAmount", confirmed.totalAmount())
        .bind("issuedAt", confirmed.confirmedAt());
  }

  private static void bindVoided(PreparedBatch batch, DocumentVoided voided) {
    batch
        .bind("number", voided.number())
        .bind("voidedAt", voided.voidedAt())
        .bind("reason", voided.reason())
        .bind("expired", voided.byExpiry());
  }
}
