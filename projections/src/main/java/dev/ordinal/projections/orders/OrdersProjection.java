package dev.ordinal.projections.orders;

import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.Feed.Poison;
import dev.ordinal.projections.projector.ImpossibleRecordException;
import dev.ordinal.projections.projector.Jsonb;
import dev.ordinal.projections.projector.LogEntry;
import dev.ordinal.projections.projector.Projection;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the table {@code orders}. */
public final class OrdersProjection implements Projection {

  private static final String PLACE =
      "INSERT INTO orders (number, series, period, sequence, status, currency, total_amount,"
          + " payment_reference, customer, lines, metadata, placed_at, recorded_at, command_id)"
          + " VALUES (:number, :series, :period, :sequence, 'placed', :currency, :totalAmount,"
          + " :paymentReference, CAST(:customer AS jsonb), CAST(:lines AS jsonb),"
          + " CAST(:metadata AS jsonb), :placedAt, :recordedAt, :commandId)";

  private static final String CANCEL =
      "UPDATE orders SET status = 'cancelled', cancelled_at = :cancelledAt, cancel_reason = :reason"
          + " WHERE number = :number AND status = 'placed'";

  @Override
  public List<Feed<?>> feeds() {
    return List.of(new Feed<>(Topics.ORDER_EVENTS, Poison.STOP, OrdersProjection::fold));
  }

  /** An order is placed before it is cancelled and never after, so all placing can go first. */
  private static void fold(Handle tx, List<LogEntry<OrderEvent>> entries) {
    PreparedBatch placing = tx.prepareBatch(PLACE);
    PreparedBatch cancelling = tx.prepareBatch(CANCEL);
    List<LogEntry<OrderEvent>> cancellations = new ArrayList<>();
    for (LogEntry<OrderEvent> entry : entries) {
      OrderEvent event = entry.value();
      if (event instanceof OrderPlaced placed) {
        place(placing, placed);
      } else if (event instanceof OrderCancelled cancelled) {
        cancel(cancelling, cancelled);
        cancellations.add(entry);
      } else {
        throw new ImpossibleRecordException(entry, "no fold for " + event.getClass());
      }
    }
    if (placing.size() > 0) {
      placing.execute();
    }
    if (cancelling.size() > 0) {
      checkCancelled(cancellations, cancelling.execute());
    }
  }

  private static void place(PreparedBatch batch, OrderPlaced placed) {
    batch
        .bind("number", placed.number())
        .bind("series", placed.series())
        .bind("period", placed.period())
        .bind("sequence", placed.sequence())
        .bind("currency", placed.currency())
        .bind("totalAmount", placed.totalAmount())
        .bind("paymentReference", placed.paymentReference())
        .bind("customer", Jsonb.of(placed.customer()))
        .bind("lines", Jsonb.of(placed.lines()))
        .bind("metadata", Jsonb.of(placed.metadata()))
        .bind("placedAt", placed.placedAt())
        .bind("recordedAt", placed.recordedAt())
        .bind("commandId", placed.commandId())
        .add();
  }

  private static void cancel(PreparedBatch batch, OrderCancelled cancelled) {
    batch
        .bind("number", cancelled.number())
        .bind("cancelledAt", cancelled.cancelledAt())
        .bind("reason", cancelled.reason())
        .add();
  }

  private static void checkCancelled(List<LogEntry<OrderEvent>> cancellations, int[] updated) {
    for (int i = 0; i < updated.length; i++) {
      if (updated[i] != 1) {
        LogEntry<OrderEvent> entry = cancellations.get(i);
        throw new ImpossibleRecordException(
            entry,
            "order " + entry.value().number() + " is cancelled, but no such order stands placed");
      }
    }
  }
}
