package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.orderapi.commands.EventRenderer;
import dev.ordinal.orderapi.commands.Rendered;
import java.util.List;

/** What callers are told about what happened to their order or payment. */
public final class OrderRenderer implements EventRenderer {

  @Override
  public Class<? extends Event> family() {
    return OrderEvent.class;
  }

  @Override
  public Rendered render(Event event) {
    return render(event, List.of());
  }

  @Override
  public Rendered render(Event event, List<Event> following) {
    if (event instanceof OrderPlaced placed) {
      return new Rendered(201, "/orders/" + placed.number(), OrderView.of(placed, following));
    }
    if (event instanceof OrderConfirmed confirmed) {
      return new Rendered(201, "/orders/" + confirmed.number(), OrderView.of(confirmed));
    }
    if (event instanceof OrderCancelled cancelled) {
      return new Rendered(200, null, OrderView.of(cancelled));
    }
    if (event instanceof PaymentReceived received) {
      return new Rendered(200, null, CallbackView.of(received));
    }
    if (event instanceof PaymentResolved resolved) {
      return new Rendered(200, null, PaymentView.of(resolved));
    }
    throw new IllegalArgumentException("answers no command: " + event.getClass());
  }
}
