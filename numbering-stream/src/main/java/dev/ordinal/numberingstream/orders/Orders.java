package dev.ordinal.numberingstream.orders;

import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.orders.OrderCommand;
import dev.ordinal.contracts.orders.OrderCommand.CancelOrder;
import dev.ordinal.contracts.orders.OrderCommand.PlaceOrder;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.numberingstream.decider.Capability;
import dev.ordinal.numberingstream.decider.Decision;
import dev.ordinal.numberingstream.decider.DecisionContext;
import dev.ordinal.numberingstream.decider.Table;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders as a capability of the stream: its tables, and which rule decides which command. */
public final class Orders implements Capability<OrderCommand, OrderEvent> {

  private static final Table.Spec<OrderState> ORDERS = new Table.Spec<>("orders", OrderState.class);
  private static final Table.Spec<Holder> REFERENCES =
      new Table.Spec<>("payment-references", Holder.class);

  /** The order that has a payment reference. */
  record Holder(String number) {}

  @Override
  public Class<OrderCommand> commands() {
    return OrderCommand.class;
  }

  @Override
  public Class<OrderEvent> events() {
    return OrderEvent.class;
  }

  @Override
  public List<Table.Spec<?>> tables() {
    return List.of(ORDERS, REFERENCES);
  }

  @Override
  public Handler<OrderCommand, OrderEvent> open(Table.Source tables) {
    return new OrderHandler(tables.open(ORDERS), tables.open(REFERENCES));
  }

  private record OrderHandler(Table<OrderState> orders, Table<Holder> references)
      implements Handler<OrderCommand, OrderEvent> {

    @Override
    public @Nullable NumberRequest numberFor(OrderCommand command, Instant acceptedAt) {
      return command instanceof PlaceOrder place
          ? new NumberRequest(
              place.series(), SeriesKind.ORDER, OrderDecider.placedAt(place, acceptedAt))
          : null;
    }

    @Override
    public Decision decide(OrderCommand command, DecisionContext context) {
      if (command instanceof PlaceOrder place) {
        return OrderDecider.place(holder(place.series(), place.paymentReference()), place, context);
      }
      if (command instanceof CancelOrder cancel) {
        return OrderDecider.cancel(order(cancel), cancel, context);
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    @Override
    public List<Event> recall(OrderCommand command, DecisionContext first) {
      if (command instanceof PlaceOrder place) {
        return List.of(OrderDecider.placed(place, first));
      }
      if (command instanceof CancelOrder cancel) {
        return List.of(OrderDecider.cancelled(existing(cancel.number()), cancel, first));
      }
      throw new IllegalStateException("no rule for " + command.getClass());
    }

    @Override
    public void evolve(OrderEvent event) {
      if (event instanceof OrderPlaced placed) {
        if (orders.get(placed.number()) != null) {
          throw new IllegalStateException(placed.number() + " is placed twice");
        }
        orders.put(placed.number(), OrderDecider.evolve(placed));
        if (placed.paymentReference() != null) {
          references.put(
              Table.key(placed.series(), placed.paymentReference()), new Holder(placed.number()));
        }
      } else if (event instanceof OrderCancelled cancelled) {
        orders.put(
            cancelled.number(), OrderDecider.evolve(existing(cancelled.number()), cancelled));
      } else {
        throw new IllegalStateException("no rule for " + event.getClass());
      }
    }

    private @Nullable OrderState order(CancelOrder cancel) {
      OrderState order = orders.get(cancel.number());
      return order != null && order.series().equals(cancel.series()) ? order : null;
    }

    private OrderState existing(String number) {
      OrderState order = orders.get(number);
      if (order == null) {
        throw new IllegalStateException("order " + number + " was never placed");
      }
      return order;
    }

    private @Nullable String holder(String series, @Nullable String paymentReference) {
      if (paymentReference == null) {
        return null;
      }
      Holder holder = references.get(Table.key(series, paymentReference));
      return holder == null ? null : holder.number();
    }
  }
}
