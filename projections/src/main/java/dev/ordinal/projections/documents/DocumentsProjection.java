package dev.ordinal.projections.documents;

import dev.ordinal.contracts.documents.DocumentEvent;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentIssued;
import dev.ordinal.contracts.documents.DocumentEvent.DocumentVoided;
import dev.ordinal.contracts.documents.DocumentEvent.NumberReserved;
import dev.ordinal.contracts.documents.DocumentEvent.ReservationConfirmed;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.Projection;
import dev.ordinal.projections.projector.RowCopy;
import dev.ordinal.projections.projector.Step;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the table {@code documents}. */
public final class DocumentsProjection implements Projection {

  private static final RowCopy<DocumentIssued> ISSUED =
      RowCopy.<DocumentIssued>ofNumbered("documents")
          .text("status", issued -> "issued")
          .text("title", DocumentIssued::title)
          .text("project", DocumentIssued::project)
          .text("currency", DocumentIssued::currency)
          .bigint("total_amount", DocumentIssued::totalAmount)
          .time("issued_at", DocumentIssued::issuedAt)
          .time("recorded_at", DocumentIssued::recordedAt);

  private static final RowCopy<NumberReserved> RESERVED =
      RowCopy.<NumberReserved>ofNumbered("documents")
          .text("status", reserved -> "reserved")
          .text("holder", NumberReserved::holder)
          .time("reserved_at", NumberReserved::reservedAt)
          .time("expires_at", NumberReserved::expiresAt)
          .time("recorded_at", NumberReserved::recordedAt);

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
          Step.insert(DocumentIssued.class, ISSUED),
          Step.insert(NumberReserved.class, RESERVED),
          Step.update(ReservationConfirmed.class, CONFIRM, DocumentsProjection::bindConfirmed),
          Step.update(DocumentVoided.class, VOID, DocumentsProjection::bindVoided));

  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.DOCUMENT_EVENTS, (tx, entries) -> Step.foldAll(STEPS, tx, entries)));
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
