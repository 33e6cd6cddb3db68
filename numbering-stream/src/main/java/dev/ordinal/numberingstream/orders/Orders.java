package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.orders.OrderCommand;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Table;

/** Orders and their payments as a capability of the stream. */
public final class Orders implements Capability<OrderCommand, OrderEvent> {

  @Override
  public Class<OrderCommand> commands() {
    return OrderCommand.class;
  }

  @Override
  public Class<OrderEvent> events() {
    return OrderEvent.class;
  }

  @Override
  public Handler<OrderCommand, OrderEvent> open(Table.Source tables) {
    return new OrderHandler(new OrderTables(tables));
  }
}
