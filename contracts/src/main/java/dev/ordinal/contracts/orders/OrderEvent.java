package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Numbered;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What happens to orders and their payments, in order. What changes an order carries its number, so
 * consumers need not join; what is said of a payment carries the payment's id, since its order may
 * not be there yet.
 */
public sealed interface OrderEvent extends Event {

  /** The code of the series whose writer decided. */
  String series();

  /** What becomes of one payment callback; its subject is the payment's id. */
  interface OfPayment extends Event {

    /** The payment's id, see {@link PaymentIds}. */
    String paymentId();

    /** The series' code. */
    String series();

    @Override
    default String owner() {
      return series();
    }

    @Override
    default String subject() {
      return paymentId();
    }

    @Override
    default String source() {
      return "/series/" + series();
    }
  }

  /**
   * An order got its number.
   *
   * @param totalAmount the lines' sum in the currency's minor unit
   * @param placedAt business time: when the order was placed as the caller says, else {@code
   *     recordedAt}
   * @param recordedAt when the API accepted the command
   */
  @JsonTypeName("orders.placed.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderPlaced(
      String number,
      String series,
      String period,
      long sequence,
      @Nullable Customer customer,
      String currency,
      long totalAmount,
      List<OrderLine> lines,
      @Nullable String paymentReference,
      SortedMap<String, String> metadata,
      Instant placedAt,
      Instant recordedAt,
      UUID commandId)
      implements OrderEvent, NumberIssued {

    public OrderPlaced {
      lines = List.copyOf(lines);
      metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    @Override
    public Fact fact(List<Event> following) {
      return OrderFact.Placed.of(this, following);
    }

    @Override
    public Instant time() {
      return placedAt;
    }
  }

  /**
   * An order was cancelled; its number stays taken.
   *
   * @param cancelledAt when the API accepted the command
   */
  @JsonTypeName("orders.cancelled.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderCancelled(
      String number,
      String series,
      String period,
      long sequence,
      String currency,
      long totalAmount,
      @Nullable String paymentReference,
      Instant placedAt,
      String reason,
      Instant cancelledAt,
      UUID commandId)
      implements OrderEvent, Numbered {

    @Override
    public Instant time() {
      return cancelledAt;
    }
  }

  /**
   * The checkout sent the order that a payment had created before it. Currency and total agree; the
   * rest of the content is the checkout's from now on.
   *
   * @param placedAt as it was when the payment created the order
   * @param paidAt when the order was paid, as the gateway says
   * @param refundedAt when the payment was refunded; null if it is not
   * @param confirmedAt when the API accepted the command
   */
  @JsonTypeName("orders.confirmed.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderConfirmed(
      String number,
      String series,
      String period,
      long sequence,
      @Nullable Customer customer,
      String currency,
      long totalAmount,
      List<OrderLine> lines,
      String paymentReference,
      SortedMap<String, String> metadata,
      Instant placedAt,
      Instant paidAt,
      @Nullable Instant refundedAt,
      Instant confirmedAt,
      UUID commandId)
      implements OrderEvent, Numbered {

    public OrderConfirmed {
      lines = List.copyOf(lines);
      metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    @Override
    public Fact fact(List<Event> following) {
      return OrderFact.Confirmed.of(this);
    }

    @Override
    public Instant time() {
      return confirmedAt;
    }
  }

  /**
   * An order was paid.
   *
   * @param paymentId the payment that paid it
   * @param paidAmount what was paid, in the minor unit of {@code paidCurrency}; differs from the
   *     total only if somebody accepted that
   * @param paidAt when, as the gateway says
   * @param recordedAt when the API accepted the command that led here
   */
  @JsonTypeName("orders.paid.v1")
  record OrderPaid(
      String number,
      String series,
      String period,
      long sequence,
      String currency,
      long totalAmount,
      String paymentReference,
      Instant placedAt,
      String paymentId,
      String gateway,
      String paidCurrency,
      long paidAmount,
      Instant paidAt,
      Instant recordedAt,
      UUID commandId)
      implements OrderEvent, Numbered {

    @Override
    public Instant time() {
      return paidAt;
    }
  }

  /**
   * The payment of an order was refunded.
   *
   * @param paymentId the callback that said so
   * @param refundedAmount what was refunded, in the minor unit of {@code refundedCurrency}; differs
   *     from the total only if somebody accepted that
   * @param refundedAt when, as the gateway says
   * @param recordedAt when the API accepted the command that led here
   */
  @JsonTypeName("orders.refunded.v1")
  record OrderRefunded(
      String number,
      String series,
      String period,
      long sequence,
      String currency,
      long totalAmount,
      String paymentReference,
      Instant placedAt,
      String paymentId,
      String gateway,
      String refundedCurrency,
      long refundedAmount,
      Instant refundedAt,
      Instant recordedAt,
      UUID commandId)
      implements OrderEvent, Numbered {

    @Override
    public Instant time() {
      return refundedAt;
    }
  }

  /**
   * A gateway said something of a payment.
   *
   * @param amount in the currency's minor unit
   * @param outcome what became of it at once; what follows for the order are events of their own
   * @param reason why it is quarantined; null if it is not
   * @param number the order with the payment's reference, be it made by this very payment; null
   *     while there is none
   * @param occurredAt when, as the gateway says, else {@code recordedAt}
   * @param recordedAt when the API accepted the callback
   */
  @JsonTypeName("orders.payment-received.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PaymentReceived(
      String paymentId,
      String series,
      String gateway,
      String webhookId,
      PaymentType type,
      String paymentReference,
      long amount,
      String currency,
      PaymentOutcome outcome,
      @Nullable QuarantineReason reason,
      @Nullable String number,
      Instant occurredAt,
      Instant recordedAt,
      UUID commandId)
      implements OrderEvent, OfPayment {

    @Override
    public Fact fact(List<Event> following) {
      return OrderFact.Received.of(this);
    }

    @Override
    public Instant time() {
      return occurredAt;
    }
  }

  /**
   * What became of a held payment when its order came, was paid or was cancelled, if it is not the
   * one that paid or refunded the order.
   *
   * @param outcome applied (of a failure), duplicate or quarantined
   * @param reason why it is quarantined; null if it is not
   * @param number the order
   * @param settledAt when the API accepted the command that led here
   */
  @JsonTypeName("orders.payment-settled.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PaymentSettled(
      String paymentId,
      String series,
      PaymentType type,
      String paymentReference,
      long amount,
      String currency,
      PaymentOutcome outcome,
      @Nullable QuarantineReason reason,
      String number,
      Instant settledAt,
      UUID commandId)
      implements OrderEvent, OfPayment {

    @Override
    public Instant time() {
      return settledAt;
    }
  }

  /**
   * Somebody ended the quarantine of a payment, or the wait of a held one.
   *
   * @param outcome applied or rejected
   * @param number the order with the payment's reference; null if there is none
   * @param reason as they say it
   * @param resolvedAt when the API accepted the command
   * @param actor who it was; null if nobody knows
   */
  @JsonTypeName("orders.payment-resolved.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PaymentResolved(
      String paymentId,
      String series,
      String gateway,
      PaymentType type,
      String paymentReference,
      long amount,
      String currency,
      Resolution decision,
      PaymentOutcome outcome,
      @Nullable String number,
      String reason,
      Instant resolvedAt,
      @Nullable String actor,
      UUID commandId)
      implements OrderEvent, OfPayment {

    @Override
    public Instant time() {
      return resolvedAt;
    }
  }
}
