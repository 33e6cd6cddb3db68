package dev.ordinal.orderapi.documents;

import dev.ordinal.contracts.documents.DocumentCommand.ReserveNumber;
import dev.ordinal.orderapi.http.BusinessTime;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /documents/reservations}.
 *
 * @param series code of a series of documents; null for the default one
 * @param ttlSeconds how long the number is held, 1 to 604,800 s (a week); null for an hour
 * @param holder 1 to 200 characters: who alone may confirm or void it; null for whoever knows the
 *     number. It keeps colleagues from mixing up their drafts; it is no secret, since {@code GET}
 *     shows it.
 * @param occurredAt an RFC 3339 time from 1900-01-01 to 9999-12-30: it chooses the period, and not
 *     when the time to live begins, which is now; null for now
 */
public record ReserveRequest(
    @Nullable @Text(min = 1, max = 64) String series,
    @Nullable @Min(value = ReserveNumber.MIN_TTL_SECONDS, message = RANGE) @Max(value = ReserveNumber.MAX_TTL_SECONDS, message = RANGE) Long ttlSeconds,
    @Nullable @Text(min = 1, max = 200) String holder,
    @Nullable @BusinessTime String occurredAt)
    implements JsonRequest {

  private static final String RANGE = "must be 1 to 604800 seconds";
  private static final long DEFAULT_TTL_SECONDS = 3_600;

  ReserveNumber toCommand(String resolvedSeries) {
    return new ReserveNumber(
        resolvedSeries,
        ttlSeconds == null ? DEFAULT_TTL_SECONDS : ttlSeconds,
        holder,
        occurredAt == null ? null : BusinessTime.Parser.parse(occurredAt));
  }
}
