package dev.ordinal.orderapi.orders;

import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;

/**
 * The body of {@code POST /orders/{number}/cancel}.
 *
 * @param reason 1 to 500 characters, for those who read the books later
 */
public record CancelOrderRequest(
    @NotNull(message = "is required") @Text(min = 1, max = 500) String reason)
    implements JsonRequest {}
