package dev.ordinal.numberingstream.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import dev.ordinal.contracts.orders.QuarantineReason;
import dev.ordinal.numberingstream.decider.Table;
import dev.ordinal.numberingstream.orders.OrderState.Settlement;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Orders, payments and the references that join them. Every change throws {@link
 * IllegalStateException} where it cannot have happened. For one thread.
 */
final class OrderTables {

  private static final Table.Spec<OrderState> ORDERS = new Table.Spec<>("orders", OrderState.class);
  private static final Table.Spec<Reference> REFERENCES =
      new Table.Spec<>("payment-references", Reference.class);
  private static final Table.Spec<PaymentState> PAYMENTS =
      new Table.Spec<>("payments", PaymentState.class);

  private final Table<OrderState> orders;
  private final Table<Reference> references;
  private final Table<PaymentState> payments;

  /**
   * What belongs to a payment reference.
   *
   * @param number of the order that has it; null while there is none
   * @param payments the ids of the different payments; null for none
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Reference(@Nullable String number, @Nullable List<String> payments) {}

  OrderTables(Table.Source tables) {
    this.orders = tables.open(ORDERS);
    this.references = tables.open(REFERENCES);
    this.payments = tables.open(PAYMENTS);
  }

  /** The order of this series with this number; null if there is none. */
  @Nullable OrderState order(String series, String number) {
    OrderState order = orders.get(number);
    return order != null && order.series().equals(series) ? order : null;
  }

  OrderState existing(String number) {
    OrderState order = orders.get(number);
    if (order == null) {
      throw new IllegalStateException("order " + number + " was never placed");
    }
    return order;
  }

  /** The payment with this id; null if there is none. */
  @Nullable PaymentState payment(String paymentId) {
    return payments.get(paymentId);
  }

  PaymentState existingPayment(String paymentId) {
    PaymentState payment = payments.get(paymentId);
    if (payment == null) {
      throw new IllegalStateException("payment " + paymentId + " was never received");
    }
    return payment;
  }

  /** What is known under a reference; nothing under none. */
  ReferenceState reference(String series, @Nullable String paymentReference) {
    if (paymentReference == null) {
      return ReferenceState.EMPTY;
    }
    Reference reference = stored(series, paymentReference);
    String number = reference.number();
    return new ReferenceState(
        number,
        number == null ? null : existing(number),
        ids(reference).stream().map(this::existingPayment).toList());
  }

  void place(OrderPlaced event) {
    if (orders.get(event.number()) != null) {
      throw new IllegalStateException(event.number() + " is placed twice");
    }
    ReferenceState known = reference(event.series(), event.paymentReference());
    if (known.number() != null) {
      throw new IllegalStateException(event.number() + " takes the reference of " + known.number());
    }
    // A payment that is applied before there is an order is the one that creates it.
    String createdBy =
        known.payments().stream()
            .filter(payment -> payment.is(PaymentType.SUCCEEDED, PaymentOutcome.APPLIED))
            .map(PaymentState::paymentId)
            .findFirst()
            .orElse(null);
    orders.put(event.number(), OrderDecider.evolve(event, createdBy));
    if (event.paymentReference() != null) {
      Reference reference = stored(event.series(), event.paymentReference());
      references.put(
          Table.key(event.series(), event.paymentReference()),
          new Reference(event.number(), reference.payments()));
    }
  }

  void confirm(OrderConfirmed event) {
    OrderState order = existing(event.number());
    require(order.createdBy() != null, event.number() + " is not there to be confirmed");
    orders.put(event.number(), order.confirmed());
  }

  void cancel(OrderCancelled event) {
    OrderState order = existing(event.number());
    require(order.isOpen(), event.number() + " is not there to be cancelled");
    orders.put(event.number(), order.cancelled(event.cancelledAt()));
  }

  void pay(OrderPaid event) {
    OrderState order = existing(event.number());
    require(order.isOpen(), event.number() + " is not there to be paid");
    Settlement by = new Settlement(event.paymentId(), event.commandId(), event.recordedAt());
    orders.put(event.number(), order.paid(by));
    payments.put(
        event.paymentId(), existingPayment(event.paymentId()).with(PaymentOutcome.APPLIED));
  }

  void refund(OrderRefunded event) {
    OrderState order = existing(event.number());
    require(
        order.paid() != null && order.refunded() == null,
        event.number() + " is not there to be refunded");
    Settlement by = new Settlement(event.paymentId(), event.commandId(), event.recordedAt());
    orders.put(event.number(), order.refunded(by));
    payments.put(
        event.paymentId(), existingPayment(event.paymentId()).with(PaymentOutcome.APPLIED));
  }

  void receive(PaymentReceived event) {
    require(payments.get(event.paymentId()) == null, event.paymentId() + " is received twice");
    payments.put(event.paymentId(), PaymentDecider.evolve(event));
    if (countsAsDifferent(event)) {
      Reference reference = stored(event.series(), event.paymentReference());
      List<String> ids = new ArrayList<>(ids(reference));
      ids.add(event.paymentId());
      references.put(
          Table.key(event.series(), event.paymentReference()),
          new Reference(reference.number(), ids));
    }
  }

  /** Moves a payment on whose outcome is one of {@code from}. */
  void settle(String paymentId, PaymentOutcome to, PaymentOutcome... from) {
    PaymentState payment = existingPayment(paymentId);
    require(
        List.of(from).contains(payment.outcome()),
        "%s is %s and cannot be %s".formatted(paymentId, payment.outcome(), to));
    payments.put(paymentId, payment.with(to));
  }

  private static boolean countsAsDifferent(PaymentReceived event) {
    return event.outcome() != PaymentOutcome.DUPLICATE
        && event.reason() != QuarantineReason.CONTRADICTS_ITS_ORDER
        && event.reason() != QuarantineReason.TOO_MANY_PAYMENTS;
  }

  private Reference stored(String series, String paymentReference) {
    return Objects.requireNonNullElse(
        references.get(Table.key(series, paymentReference)), new Reference(null, null));
  }

  private static List<String> ids(Reference reference) {
    return Objects.requireNonNullElse(reference.payments(), List.of());
  }

  private static void require(boolean possible, String otherwise) {
    if (!possible) {
      throw new IllegalStateException(otherwise);
    }
  }
}
