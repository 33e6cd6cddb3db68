package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Rejection;
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
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Capability.NumberRequest;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.orders.OrderState.Settlement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rule decides which command, over the tables of one task. */
record OrderHandler(OrderTables tables) implements Capability.Handler<OrderCommand, OrderEvent> {

  /** Only what makes an order asks for a number. */
  @Override
  public @Nullable NumberRequest numberFor(OrderCommand command, Instant acceptedAt) {
    PlaceOrder place = null;
    if (command instanceof PlaceOrder order && known(order).order() == null) {
      place = order;
    } else if (command instanceof ReceivePayment payment && !isKnown(payment)) {
      place = PaymentDecider.created(known(payment), payment);
    }
    return place == null
        ? null
        : new NumberRequest(
            place.series(), SeriesKind.ORDER, OrderDecider.placedAt(place, acceptedAt));
  }

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
  public Decision withoutNumber(OrderCommand command, Rejection why, DecisionContext context) {
    return command instanceof ReceivePayment payment
        ? PaymentDecider.hold(known(payment), payment, context)
        : Decision.rejected(why);
  }

  /** What the state cannot tell again: it is small, or rare. */
  @Override
  public boolean isKept(OrderCommand command) {
    if (command instanceof PlaceOrder place) {
      ReferenceState known = known(place);
      OrderState order = known.order();
      return order == null ? known.settlesOthers(place, false) : order.refunded() != null;
    }
    if (command instanceof ReceivePayment payment) {
      ReferenceState known = known(payment);
      PlaceOrder created = PaymentDecider.created(known, payment);
      return created == null || known.settlesOthers(created, true);
    }
    if (command instanceof CancelOrder cancel) {
      return !known(cancel).held().isEmpty();
    }
    return command instanceof ResolvePayment;
  }

  @Override
  public List<Event> recall(OrderCommand command, DecisionContext first) {
    if (command instanceof PlaceOrder place) {
      return first.next() == null ? confirmed(place, first) : placed(place, first);
    }
    if (command instanceof CancelOrder cancel) {
      return List.of(OrderDecider.cancelled(tables.existing(cancel.number()), cancel, first));
    }
    if (command instanceof ReceivePayment payment) {
      List<Event> events = new ArrayList<>();
      events.add(PaymentDecider.creating(payment, first));
      events.addAll(placed(Objects.requireNonNull(payment.order(), "the order created"), first));
      return events;
    }
    throw new IllegalStateException("what it led to is kept: " + command.getClass());
  }

  private List<Event> placed(PlaceOrder place, DecisionContext first) {
    String number = first.number().number();
    List<Event> events = new ArrayList<>();
    events.add(OrderDecider.placed(place, first));
    events.addAll(SettlementRules.recall(number, tables.existing(number), first, tables));
    return events;
  }

  private List<Event> confirmed(PlaceOrder place, DecisionContext first) {
    ReferenceState known = known(place);
    OrderState order = Objects.requireNonNull(known.order(), "the order confirmed");
    Instant paidAt = Objects.requireNonNull(at(order.paid()), "what a payment created is paid");
    String number = Objects.requireNonNull(known.number(), "the order confirmed");
    // Not refunded by then, or it would have been kept.
    return List.of(OrderDecider.confirmed(number, order, place, paidAt, null, first));
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
