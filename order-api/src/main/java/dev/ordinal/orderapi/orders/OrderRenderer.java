package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.Fact;
import dev.ordinal.contracts.orders.OrderCommand;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.contracts.orders.OrderFact;
import dev.ordinal.orderapi.commands.AnswerRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their order or payment. */
public final class OrderRenderer implements AnswerRenderer<OrderCommand> {

  @Override
  public Class<OrderCommand> family() {
    return OrderCommand.class;
  }

  @Override
  public Rendered render(OrderCommand command, Fact fact) {
    if (command instanceof PlaceOrder place) {
      if (fact instanceof OrderFact.Placed placed) {
        return new Rendered(201, "/orders/" + placed.number(), OrderView.of(place, placed));
      }
      if (fact instanceof OrderFact.Confirmed confirmed) {
        return new Rendered(201, "/orders/" + confirmed.number(), OrderView.of(place, confirmed));
      }
    }
    if (fact instanceof OrderCancelled cancelled) {
      return new Rendered(200, null, OrderView.of(cancelled));
    }
    if (fact instanceof OrderFact.Received received) {
      return new Rendered(200, null, new CallbackView(received.outcome(), received.number()));
    }
    if (fact instanceof PaymentResolved resolved) {
      return new Rendered(200, null, PaymentView.of(resolved));
    }
    throw new IllegalArgumentException("no answer of " + fact.getClass());
  }
}
