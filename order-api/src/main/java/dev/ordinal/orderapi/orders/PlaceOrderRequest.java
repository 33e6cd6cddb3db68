package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.orderapi.http.BusinessTime;
import dev.ordinal.orderapi.http.CurrencyCode;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /orders}. Lengths are in characters (Unicode code points).
 *
 * @param series code of an existing series; null for the default one
 * @param currency ISO 4217 in capitals
 * @param lines 1 to 2,000
 * @param paymentReference 1 to 255 characters, once in a series
 * @param occurredAt an RFC 3339 time from 1900-01-01 to 9999-12-30; null for now
 * @param metadata at most 50 texts of up to 1,000 characters under names of 1 to 64
 */
public record PlaceOrderRequest(
    @Nullable @Text(min = 1, max = 64) String series,
    @Nullable @Valid CustomerRequest customer,
    @NotNull(message = "is required") @CurrencyCode String currency,
    @NotNull(message = "is required") @Size(min = 1, max = 2_000, message = "must have 1 to 2000 lines") List<@NotNull(message = "must be an object") @Valid LineRequest> lines,
    @Nullable @Text(min = 1, max = 255) String paymentReference,
    @Nullable @BusinessTime String occurredAt,
    @Nullable @Size(max = 50, message = "must have at most 50 entries") Map<
                @Text(min = 1, max = 64) String,
                @NotNull(message = "must be a string") @Text(max = 1_000) String>
            metadata)
    implements JsonRequest {

  /**
   * The command, unless the lines' total does not fit 64 bits.
   *
   * @param resolvedSeries the code that {@code series} stands for
   * @throws ProblemException {@code validation-failed}
   */
  PlaceOrder toCommand(String resolvedSeries) {
    return toCommand(resolvedSeries, paymentReference, "");
  }

  /**
   * The same for an order that is part of another body.
   *
   * @param reference the payment reference that counts
   * @param place pointer to where the order is in the body
   */
  PlaceOrder toCommand(String resolvedSeries, @Nullable String reference, String place) {
    try {
      return new PlaceOrder(
          resolvedSeries,
          customer == null ? null : customer.toCustomer(),
          currency,
          lines.stream().map(LineRequest::toLine).toList(),
          reference,
          occurredAt == null ? null : BusinessTime.Parser.parse(occurredAt),
          metadata == null ? new TreeMap<>() : new TreeMap<>(metadata));
    } catch (ArithmeticException e) {
      throw ProblemException.invalid(place + "/lines", "the total does not fit 64 bits");
    }
  }
}
