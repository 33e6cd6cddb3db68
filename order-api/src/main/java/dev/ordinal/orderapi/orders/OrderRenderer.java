package dev.ordinal.orderapi.orders;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.orderapi.commands.EventRenderer;
import dev.ordinal.orderapi.commands.Rendered;

/** What callers are told about what happened to their order. */
public final class OrderRenderer implements EventRenderer {

  @Override
  public Class<? extends Event> family() {
    return OrderEvent.class;
  }

  @Override
  public Rendered render(Event event) {
    if (event instanceof OrderPlaced placed) {
      return new Rendered(201, "/orders/" + placed.number(), OrderView.of(placed));
    }
    if (event instanceof OrderCancelled cancelled) {
      return new Rendered(200, null, OrderView.of(cancelled));
    }
    throw new IllegalArgumentException("not an order event: " + event.getClass());
  }
}
