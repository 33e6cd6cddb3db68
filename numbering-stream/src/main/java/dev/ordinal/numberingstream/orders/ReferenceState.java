package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.PaymentOutcome;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known under one payment reference of a series.
 *
 * @param number the order's number; null while there is no order
 * @param order the order as it stands; null while there is none
 * @param payments the different things that gateways said, in the order of arrival
 */
record ReferenceState(
    @Nullable String number, @Nullable OrderState order, List<PaymentState> payments) {

  /** Nothing is known, or nothing can be, as there is no reference. */
  static final ReferenceState EMPTY = new ReferenceState(null, null, List.of());

  List<PaymentState> held() {
    return payments.stream().filter(p -> p.outcome() == PaymentOutcome.HELD).toList();
  }

  /** Whether {@code place} is the checkout's own copy of the order that a payment created. */
  boolean isConfirmedBy(PlaceOrder place) {
    return order != null
        && order.createdBy() != null
        && order.totalAmount() == place.totalAmount()
        && order.currency().equals(place.currency());
  }
}
