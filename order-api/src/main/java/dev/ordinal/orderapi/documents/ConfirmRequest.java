package dev.ordinal.orderapi.documents;

import dev.ordinal.contracts.documents.DocumentCommand.ConfirmReservation;
import dev.ordinal.contracts.documents.DocumentContent;
import dev.ordinal.orderapi.http.CurrencyCode;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /documents/{number}/confirm}.
 *
 * @param title 1 to 200 characters
 * @param project 1 to 200 characters; null for none
 * @param currency ISO 4217 in capitals
 * @param totalAmount in the currency's minor unit, at least 0
 * @param holder as the number was reserved with; null if it was reserved without
 */
public record ConfirmRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 200) String title,
    @Nullable @Text(min = 1, max = 200) String project,
    @NotNull(message = "is required") @CurrencyCode String currency,
    @NotNull(message = "is required") @Min(value = 0, message = "must be at least 0") Long totalAmount,
    @Nullable @Text(min = 1, max = 200) String holder)
    implements JsonRequest {

  ConfirmReservation toCommand(String series, String number) {
    return new ConfirmReservation(
        series, number, new DocumentContent(title, project, currency, totalAmount), holder);
  }
}
