package dev.ordinal.numberingstream.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What deciding needs to know of a document or a reservation.
 *
 * @param reservation how it began; null if it was issued at once
 * @param issued what became of it; null while reserved, and for a reservation that became void
 * @param voided how it ended; null while it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record DocumentState(
    String series,
    String period,
    long sequence,
    @Nullable Reservation reservation,
    @Nullable Issue issued,
    @Nullable End voided) {

  /** A number held for a draft. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reservation(@Nullable String holder, Instant reservedAt, Instant expiresAt) {}

  /** The sum, in the currency's minor unit, and the time of a document. */
  record Issue(String currency, long totalAmount, Instant at) {}

  /** The end of a document or reservation. */
  record End(Instant at, boolean byExpiry) {}

  /** The reservation while it is neither confirmed nor void; else null. */
  @Nullable Reservation openReservation() {
    return issued == null && voided == null ? reservation : null;
  }

  DocumentState issued(Issue issue) {
    return new DocumentState(series, period, sequence, reservation, issue, null);
  }

  DocumentState ended(End end) {
    return new DocumentState(series, period, sequence, reservation, issued, end);
  }
}
