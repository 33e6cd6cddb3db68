package dev.ordinal.numberingstream.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What deciding needs to know of an order.
 *
 * @param totalAmount in the currency's minor unit
 * @param cancelledAt when it was cancelled; null while it stands
 * @param paid what paid it; null while it is not paid
 * @param refunded what refunded it; null while it is not refunded
 * @param createdBy the payment that created it, until the checkout confirms it; else null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderState(
    String series,
    String period,
    long sequence,
    String currency,
    long totalAmount,
    @Nullable String paymentReference,
    Instant placedAt,
    @Nullable Instant cancelledAt,
    @Nullable Settlement paid,
    @Nullable Settlement refunded,
    @Nullable String createdBy) {

  /**
   * A payment that changed an order.
   *
   * @param commandId the command that led there, accepted at {@code recordedAt}
   */
  record Settlement(String paymentId, UUID commandId, Instant recordedAt) {}

  /** What it is for a payment. */
  Verdict.Order status() {
    if (refunded != null) {
      return Verdict.Order.REFUNDED;
    }
    if (cancelledAt != null) {
      return Verdict.Order.CANCELLED;
    }
    return paid == null ? Verdict.Order.PLACED : Verdict.Order.PAID;
  }

  /** Whether it is neither cancelled nor paid. */
  boolean isOpen() {
    return cancelledAt == null && paid == null;
  }

  /** Whether this payment has paid it and did not go back. */
  boolean isPaidBy(String paymentId) {
    return paid != null && paid.paymentId().equals(paymentId) && refunded == null;
  }

  OrderState cancelled(Instant at) {
    return with(at, paid, refunded, createdBy);
  }

  OrderState paid(Settlement by) {
    return with(cancelledAt, by, refunded, createdBy);
  }

  OrderState refunded(Settlement by) {
    return with(cancelledAt, paid, by, createdBy);
  }

  OrderState confirmed() {
    return with(cancelledAt, paid, refunded, null);
  }

  private OrderState with(
      @Nullable Instant cancelledAt,
      @Nullable Settlement paid,
      @Nullable Settlement refunded,
      @Nullable String createdBy) {
    return new OrderState(
        series,
        period,
        sequence,
        currency,
        totalAmount,
        paymentReference,
        placedAt,
        cancelledAt,
        paid,
        refunded,
        createdBy);
  }
}
