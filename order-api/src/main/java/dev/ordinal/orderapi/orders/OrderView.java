package dev.ordinal.orderapi.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.contracts.orders.OrderLine;
import dev.ordinal.orderapi.http.OneOf;
import dev.ordinal.orderapi.lists.NumberedView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order as callers see it, everywhere in the same shape; what is null or empty is left out.
 *
 * @param status "placed", "cancelled", "paid" or "refunded"
 * @param lines null in the answer to a cancellation, which repeats only what names the order
 * @param metadata left out when empty
 * @param recordedAt when the API accepted the order; null in the answer to a cancellation
 * @param paidAt when it was paid, as the gateway says
 * @param refundedAt when its payment was refunded, as the gateway says
 * @param commandId the command that led here: the placing one, or in the answer to a cancellation
 *     the cancelling one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderView(
    String number,
    String series,
    String period,
    long sequence,
    @OneOf({"placed", "cancelled", "paid", "refunded"}) String status,
    @Nullable Customer customer,
    String currency,
    long totalAmount,
    @Nullable List<OrderLine> lines,
    @Nullable String paymentReference,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, String> metadata,
    Instant placedAt,
    @Nullable Instant recordedAt,
    UUID commandId,
    @Nullable Instant cancelledAt,
    @Nullable String cancelReason,
    @Nullable Instant paidAt,
    @Nullable Instant refundedAt)
    implements NumberedView {

  static OrderView of(PlaceOrder command, OrderFact.Placed placed) {
    return new OrderView(
        placed.number(),
        command.series(),
        placed.period(),
        placed.sequence(),
        status(placed.paidAt(), placed.refundedAt()),
        command.customer(),
        command.currency(),
        command.totalAmount(),
        command.lines(),
        command.paymentReference(),
        command.metadata(),
        placed.placedAt(),
        placed.recordedAt(),
        placed.commandId(),
        null,
        null,
        placed.paidAt(),
        placed.refundedAt());
  }

  static OrderView of(PlaceOrder command, OrderFact.Confirmed confirmed) {
    return new OrderView(
        confirmed.number(),
        command.series(),
        confirmed.period(),
        confirmed.sequence(),
        status(confirmed.paidAt(), confirmed.refundedAt()),
        command.customer(),
        command.currency(),
        command.totalAmount(),
        command.lines(),
        command.paymentReference(),
        command.metadata(),
        confirmed.placedAt(),
        confirmed.confirmedAt(),
        confirmed.commandId(),
        null,
        null,
        confirmed.paidAt(),
        confirmed.refundedAt());
  }

  static OrderView of(OrderCancelled cancelled) {
    return new OrderView(
        cancelled.number(),
        cancelled.series(),
        cancelled.period(),
        cancelled.sequence(),
        "cancelled",
        null,
        cancelled.currency(),
        cancelled.totalAmount(),
        null,
        cancelled.paymentReference(),
        Map.of(),
        cancelled.placedAt(),
        null,
        cancelled.commandId(),
        cancelled.cancelledAt(),
        cancelled.reason(),
        null,
        null);
  }

  private static String status(@Nullable Instant paidAt, @Nullable Instant refundedAt) {
    if (refundedAt != null) {
      return "refunded";
    }
    return paidAt == null ? "placed" : "paid";
  }
}
