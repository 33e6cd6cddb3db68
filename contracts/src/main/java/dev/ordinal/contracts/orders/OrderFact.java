package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was decided about an order or a payment, where the command says the rest. */
public sealed interface OrderFact extends Fact {

  /**
   * An order was placed.
   *
   * @param paidAt when it was paid, as the gateway says, if a payment waited for it; else null
   * @param refundedAt the same of a refund
   */
  @JsonTypeName("facts.order-placed.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Placed(
      String number,
      String period,
      long sequence,
      Instant placedAt,
      Instant recordedAt,
      @Nullable Instant paidAt,
      @Nullable Instant refundedAt,
      UUID commandId)
      implements OrderFact {

    static Placed of(OrderPlaced event, List<Event> following) {
      Instant paidAt = null;
      Instant refundedAt = null;
      for (Event next : following) {
        paidAt = next instanceof OrderPaid paid ? paid.paidAt() : paidAt;
        refundedAt = next instanceof OrderRefunded refunded ? refunded.refundedAt() : refundedAt;
      }
      return new Placed(
          event.number(),
          event.period(),
          event.sequence(),
          event.placedAt(),
          event.recordedAt(),
          paidAt,
          refundedAt,
          event.commandId());
    }
  }

  /**
   * The checkout's own copy of an order that a payment had created was taken over.
   *
   * @param placedAt as it was when the payment created the order
   * @param refundedAt when the payment was refunded; null if it was not by then
   */
  @JsonTypeName("facts.order-confirmed.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Confirmed(
      String number,
      String period,
      long sequence,
      Instant placedAt,
      Instant paidAt,
      @Nullable Instant refundedAt,
      Instant confirmedAt,
      UUID commandId)
      implements OrderFact {

    static Confirmed of(OrderConfirmed event) {
      return new Confirmed(
          event.number(),
          event.period(),
          event.sequence(),
          event.placedAt(),
          event.paidAt(),
          event.refundedAt(),
          event.confirmedAt(),
          event.commandId());
    }
  }

  /**
   * A gateway's callback was received.
   *
   * @param outcome what became of it at once
   * @param number the order with the payment's reference; null while there was none
   */
  @JsonTypeName("facts.payment-received.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Received(PaymentOutcome outcome, @Nullable String number, UUID commandId)
      implements OrderFact {

    static Received of(PaymentReceived event) {
      return new Received(event.outcome(), event.number(), event.commandId());
    }
  }
}
