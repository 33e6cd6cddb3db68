package dev.ordinal.contracts.documents;

import dev.ordinal.contracts.ProblemType;
import dev.ordinal.contracts.RejectionCode;

/** Why a document command is turned down, in precedence order. */
public enum DocumentRejection implements RejectionCode {
  /** The number was never given to a document or reserved for one. */
  DOCUMENT_NOT_FOUND(
      "document-not-found",
      404,
      "There is no document with this number",
      "Check the number. Numbers are case-sensitive and begin with their series' code."),
  /** Nobody confirmed the reservation in time; {@code expiredAt} tells when that was over. */
  RESERVATION_EXPIRED(
      "reservation-expired",
      409,
      "The reservation has expired",
      "Issue the document under a new number. The expired one stays taken, as an explained void."),
  /** It was voided before; {@code voidedAt} tells when. */
  DOCUMENT_ALREADY_VOID(
      "document-already-void",
      409,
      "The document is already void",
      "Nothing is left to do: it is void and its number stays taken."),
  /** A confirmation of what is no longer, or never was, a reservation. */
  DOCUMENT_ALREADY_ISSUED(
      "document-already-issued",
      409,
      "The document is already issued",
      "Nothing is left to confirm. Read the document, and void it if its content is wrong."),
  /** The reservation names a holder, and somebody else asks. */
  RESERVATION_HELD_BY_ANOTHER(
      "reservation-held-by-another",
      409,
      "The reservation has another holder",
      "Send the `holder` that the number was reserved with, or reserve a number of your own.");

  private final ProblemType type;

  DocumentRejection(String code, int status, String title, String remedy) {
    this.type = new ProblemType(code, status, title, remedy);
  }

  @Override
  public ProblemType type() {
    return type;
  }
}
