package dev.ordinal.orderapi.orders;

import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * One of the orders of {@code POST /orders/bulk}.
 *
 * @param idempotencyKey 1 to 255 visible ASCII characters, as in the header of a single order
 * @param order as in {@code POST /orders}
 */
public record BulkOrderRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 255) String idempotencyKey,
    @NotNull(message = "is required") @Valid PlaceOrderRequest order)
    implements JsonRequest {}
