package dev.ordinal.orderapi.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.orders.Customer;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
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

  /** An order with what its payments did in the same step. */
  static OrderView of(OrderPlaced placed, List<Event> following) {
    Instant paidAt = null;
    Instant refundedAt = null;
    for (Event event : following) {
      paidAt = event instanceof OrderPaid paid ? paid.paidAt() : paidAt;
      refundedAt = event instanceof OrderRefunded refunded ? refunded.refundedAt() : refundedAt;
    }
    return new OrderView(
        placed.number(),
        placed.series(),
        placed.period(),
        placed.sequence(),
        status(paidAt, refundedAt),
        placed.customer(),
        placed.currency(),
        placed.totalAmount(),
        placed.lines(),
        placed.paymentReference(),
        placed.metadata(),
        placed.placedAt(),
        placed.recordedAt(),
        placed.commandId(),
        null,
        null,
        paidAt,
        refundedAt);
  }

  static OrderView of(OrderConfirmed confirmed) {
    return new OrderView(
        confirmed.number(),
        confirmed.series(),
        confirmed.period(),
        confirmed.sequence(),
        status(confirmed.paidAt(), confirmed.refundedAt()),
        confirmed.customer(),
        confirmed.currency(),
        confirmed.totalAmount(),
        confirmed.lines(),
        confirmed.paymentReference(),
        confirmed.metadata(),
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
