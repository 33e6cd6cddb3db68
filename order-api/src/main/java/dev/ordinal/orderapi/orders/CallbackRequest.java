package dev.ordinal.orderapi.orders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.orderapi.http.BusinessTime;
import dev.ordinal.orderapi.http.CurrencyCode;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /webhooks/payments/{gateway}}. Gateways may add fields as they like.
 *
 * @param id the gateway's id of the callback, where its scheme has no header for it: a text or an
 *     integer
 * @param type what happened to the payment
 * @param timestamp when, see {@link BusinessTime}; null for now
 */
public record CallbackRequest(
    @Nullable JsonNode id,
    @NotNull(message = "is required") @Pattern(
            regexp = "payment\\.(succeeded|failed|refunded)",
            message = "must be payment.succeeded, payment.failed or payment.refunded")
        String type,
    @Nullable @BusinessTime String timestamp,
    @NotNull(message = "is required") @Valid Payment data) {

  private static final String ORDER = "/data/order";

  /**
   * A payment.
   *
   * @param paymentReference that of its order, 1 to 255 characters
   * @param amount in the currency's minor unit, at least 0
   * @param currency ISO 4217 in capitals
   * @param order what is ordered, as in {@code POST /orders}; null if the gateway does not know
   */
  public record Payment(
      @NotNull(message = "is required") @Text(min = 1, max = 255) String paymentReference,
      @NotNull(message = "is required") @Min(value = 0, message = "must be at least 0") Long amount,
      @NotNull(message = "is required") @CurrencyCode String currency,
      @Nullable @Valid PlaceOrderRequest order) {}

  /**
   * The command.
   *
   * @param series the gateway's
   * @param webhookId the gateway's id of the callback
   * @throws ProblemException {@code validation-failed} if the order is of another series or
   *     reference, or its total does not fit 64 bits
   */
  ReceivePayment toCommand(String gateway, String series, String webhookId) {
    return new ReceivePayment(
        series,
        gateway,
        webhookId,
        PaymentType.valueOf(type.substring("payment.".length()).toUpperCase(Locale.ROOT)),
        data.paymentReference(),
        data.amount(),
        data.currency(),
        order(series),
        timestamp == null ? null : BusinessTime.Parser.parse(timestamp));
  }

  private @Nullable PlaceOrder order(String series) {
    PlaceOrderRequest order = data.order();
    if (order == null) {
      return null;
    }
    if (order.series() != null && !order.series().equals(series)) {
      throw ProblemException.invalid(ORDER + "/series", "must be " + series + " or left out");
    }
    String reference = data.paymentReference();
    if (order.paymentReference() != null && !order.paymentReference().equals(reference)) {
      throw ProblemException.invalid(
          ORDER + "/paymentReference", "must be that of the payment or left out");
    }
    return order.toCommand(series, reference, ORDER);
  }
}
