package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.orders.OrderCommand.ResolvePayment;
import dev.ordinal.contracts.orders.Resolution;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;

/**
 * The body of {@code POST /payments/{id}/resolve}.
 *
 * @param decision "accept" or "reject"
 * @param reason 1 to 500 characters, for those who read the books later
 */
public record ResolvePaymentRequest(
    @NotNull(message = "is required") @Pattern(regexp = "accept|reject", message = "must be accept or reject") String decision,
    @NotNull(message = "is required") @Text(min = 1, max = 500) String reason)
    implements JsonRequest {

  ResolvePayment toCommand(String series, String paymentId) {
    Resolution resolution = decision.equals("accept") ? Resolution.ACCEPT : Resolution.REJECT;
    return new ResolvePayment(series, paymentId, resolution, reason);
  }
}
