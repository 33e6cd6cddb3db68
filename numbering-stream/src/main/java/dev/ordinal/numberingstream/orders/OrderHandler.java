package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.orders.OrderCommand;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderCommand.ReceivePayment;
import dev.ordinal.contracts.orders.OrderCommand.ResolvePayment;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.NextNumber;
import dev.ordinal.numberingstream.decider.StoredOutcome.Former;
import dev.ordinal.numberingstream.orders.OrderState.Settlement;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rule decides which command, over the tables of one task. */
record OrderHandler(OrderTables tables) implements Capability.Handler<OrderCommand, OrderEvent> {

  @Override
  public Decision decide(OrderCommand command, DecisionContext context) {
    if (command instanceof PlaceOrder place) {
      ReferenceState known = known(place);
      OrderState order = known.order();
      return OrderDecider.place(
          known,
          place,
          order == null ? null : at(order.paid()),
          order == null ? null : at(order.refunded()),
          context);
    }
    if (command instanceof CancelOrder cancel) {
      OrderState order = tables.order(cancel.series(), cancel.number());
      return OrderDecider.cancel(order, known(cancel), cancel, context);
    }
    if (command instanceof ReceivePayment payment) {
      return isKnown(payment)
          ? PaymentDecider.receivedBefore(payment)
          : PaymentDecider.receive(known(payment), payment, context);
    }
    if (command instanceof ResolvePayment resolve) {
      PaymentState payment = payment(resolve);
      ReferenceState known =
          payment == null
              ? ReferenceState.EMPTY
              : tables.reference(payment.series(), payment.paymentReference());
      return ResolutionDecider.resolve(payment, known, resolve, context);
    }
    throw new IllegalStateException("no rule for " + command.getClass());
  }

  @Override
  public Fact factOf(OrderCommand command, Former first) {
    if (command instanceof PlaceOrder place) {
      return first.next() == null ? confirmed(place, first) : placed(place, first);
    }
    if (command instanceof CancelOrder cancel) {
      return OrderEvents.cancelled(
          tables.existing(cancel.number()), cancel, first.acceptedAt(), first.commandId());
    }
    return new OrderFact.Received(
        PaymentOutcome.APPLIED, first.number().number(), first.commandId());
  }

  private Fact placed(PlaceOrder place, Former first) {
    NextNumber given = first.number();
    OrderState order = tables.existing(given.number());
    return new OrderFact.Placed(
        given.number(),
        given.period(),
        given.sequence(),
        OrderDecider.placedAt(place, first.acceptedAt()),
        first.acceptedAt(),
        at(order.paid(), first),
        at(order.refunded(), first),
        first.commandId());
  }

  private Fact confirmed(PlaceOrder place, Former first) {
    ReferenceState known = known(place);
    OrderState order = Objects.requireNonNull(known.order(), "the order confirmed");
    return new OrderFact.Confirmed(
        Objects.requireNonNull(known.number(), "the order confirmed"),
        order.period(),
        order.sequence(),
        order.placedAt(),
        Objects.requireNonNull(at(order.paid()), "what a payment created is paid"),
        // Not refunded by then, or its event would have been kept.
        null,
        first.acceptedAt(),
        first.commandId());
  }

  /** When it was settled, if by that command. */
  private @Nullable Instant at(@Nullable Settlement settlement, Former first) {
    return settlement != null && settlement.commandId().equals(first.commandId())
        ? at(settlement)
        : null;
  }

  @Override
  public void evolve(OrderEvent event) {
    if (event instanceof OrderPlaced placed) {
      tables.place(placed);
    } else if (event instanceof OrderConfirmed confirmed) {
      tables.confirm(confirmed);
    } else if (event instanceof OrderCancelled cancelled) {
      tables.cancel(cancelled);
    } else if (event instanceof OrderPaid paid) {
      tables.pay(paid);
    } else if (event instanceof OrderRefunded refunded) {
      tables.refund(refunded);
    } else if (event instanceof PaymentReceived received) {
      tables.receive(received);
    } else if (event instanceof PaymentSettled settled) {
      tables.settle(settled.paymentId(), settled.outcome(), PaymentOutcome.HELD);
    } else if (event instanceof PaymentResolved resolved) {
      tables.settle(
          resolved.paymentId(),
          resolved.outcome(),
          PaymentOutcome.HELD,
          PaymentOutcome.QUARANTINED);
    } else {
      throw new IllegalStateException("no rule for " + event.getClass());
    }
  }

  private boolean isKnown(ReceivePayment payment) {
    return tables.payment(payment.paymentId()) != null;
  }

  private ReferenceState known(PlaceOrder place) {
    return tables.reference(place.series(), place.paymentReference());
  }

  private ReferenceState known(CancelOrder cancel) {
    OrderState order = tables.order(cancel.series(), cancel.number());
    return order == null
        ? ReferenceState.EMPTY
        : tables.reference(order.series(), order.paymentReference());
  }

  private ReferenceState known(ReceivePayment payment) {
    return tables.reference(payment.series(), payment.paymentReference());
  }

  private @Nullable PaymentState payment(ResolvePayment resolve) {
    PaymentState payment = tables.payment(resolve.paymentId());
    return payment != null && payment.series().equals(resolve.series()) ? payment : null;
  }

  private @Nullable Instant at(@Nullable Settlement settlement) {
    return settlement == null ? null : tables.existingPayment(settlement.paymentId()).at();
  }
}
