package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * A line of an order to place.
 *
 * @param quantity at least 1
 * @param unitAmount price of one piece in the currency's minor unit, at least 0
 */
public record LineRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 64) String sku,
    @Nullable @Text(max = 1_000) String description,
    @NotNull(message = "is required") @Min(value = 1, message = "must be at least 1") Long quantity,
    @NotNull(message = "is required") @Min(value = 0, message = "must be at least 0") Long unitAmount) {

  OrderLine toLine() {
    return new OrderLine(sku, description, quantity, unitAmount);
  }
}
