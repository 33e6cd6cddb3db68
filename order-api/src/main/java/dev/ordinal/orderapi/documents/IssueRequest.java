package dev.ordinal.orderapi.documents;

import dev.ordinal.contracts.documents.DocumentCommand.IssueDocument;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.orderapi.http.BusinessTime;
import dev.ordinal.orderapi.http.CurrencyCode;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /documents}. Lengths are in characters (Unicode code points).
 *
 * @param series code of a series of documents; null for the default one
 * @param title 1 to 200 characters
 * @param project 1 to 200 characters; null for none
 * @param currency ISO 4217 in capitals
 * @param totalAmount in the currency's minor unit, at least 0
 * @param occurredAt an RFC 3339 time from 1900-01-01 to 9999-12-30; null for now
 */
public record IssueRequest(
    @Nullable @Text(min = 1, max = 64) String series,
    @NotNull(message = "is required") @Text(min = 1, max = 200) String title,
    @Nullable @Text(min = 1, max = 200) String project,
    @NotNull(message = "is required") @CurrencyCode String currency,
    @NotNull(message = "is required") @Min(value = 0, message = "must be at least 0") Long totalAmount,
    @Nullable @BusinessTime String occurredAt)
    implements JsonRequest {

  IssueDocument toCommand(String resolvedSeries) {
    return new IssueDocument(
        resolvedSeries,
        new DocumentContent(title, project, currency, totalAmount),
        occurredAt == null ? null : BusinessTime.Parser.parse(occurredAt));
  }
}
