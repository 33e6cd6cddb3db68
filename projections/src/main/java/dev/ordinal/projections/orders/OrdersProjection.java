package dev.ordinal.projections.orders;

import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderCancelled;
import dev.ordinal.contracts.orders.OrderEvent.OrderConfirmed;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderPlaced;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.topics.Topics;
import dev.ordinal.projections.projector.Feed;
import dev.ordinal.projections.projector.Jsonb;
import dev.ordinal.projections.projector.Projection;
import dev.ordinal.projections.projector.RowCopy;
import dev.ordinal.projections.projector.Step;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the tables {@code orders} and {@code payments}. */
public final class OrdersProjection implements Projection {

  private static final RowCopy<OrderPlaced> PLACED =
      RowCopy.<OrderPlaced>ofNumbered("orders")
          .text("status", placed -> "placed")
          .text("currency", OrderPlaced::currency)
          .bigint("total_amount", OrderPlaced::totalAmount)
          .text("payment_reference", OrderPlaced::paymentReference)
          .jsonb("customer", OrderPlaced::customer)
          .jsonb("lines", OrderPlaced::lines)
          .jsonb("metadata", OrderPlaced::metadata)
          .time("placed_at", OrderPlaced::placedAt)
          .time("recorded_at", OrderPlaced::recordedAt);

  private static final String CANCEL =
      "UPDATE orders SET status = 'cancelled', cancelled_at = :cancelledAt, cancel_reason = :reason"
          + " WHERE number = :number AND status = 'placed'";

  private static final String PAY =
      "UPDATE orders SET status = 'paid', paid_at = :paidAt"
          + " WHERE number = :number AND status = 'placed'";

  private static final String REFUND =
      "UPDATE orders SET status = 'refunded', refunded_at = :refundedAt"
          + " WHERE number = :number AND status = 'paid'";

  private static final String CONFIRM =
      "UPDATE orders SET customer = CAST(:customer AS jsonb), lines = CAST(:lines AS jsonb),"
          + " metadata = CAST(:metadata AS jsonb)"
          + " WHERE number = :number AND status IN ('paid', 'refunded')";

  /**
   * An order is placed, then cancelled or paid, then refunded. A payment is received before
   * anything else is said of it, and settled or resolved once.
   */
  private static final List<Step<? extends OrderEvent>> STEPS =
      Stream.<Step<? extends OrderEvent>>concat(
              Stream.of(
                  Step.insert(OrderPlaced.class, PLACED),
                  Step.update(OrderCancelled.class, CANCEL, OrdersProjection::bindCancelled),
                  Step.update(OrderPaid.class, PAY, OrdersProjection::bindPaid),
                  Step.update(OrderRefunded.class, REFUND, OrdersProjection::bindRefunded),
                  Step.update(OrderConfirmed.class, CONFIRM, OrdersProjection::bindConfirmed)),
              PaymentSteps.ALL.stream())
          .toList();

  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.ORDER_EVENTS, (tx, entries) -> Step.foldAll(STEPS, tx, entries)));
  }

  private static void bindCancelled(PreparedBatch batch, OrderCancelled cancelled) {
    batch
        .bind("number", cancelled.number())
        .bind("cancelledAt", cancelled.cancelledAt())
        .bind("reason", cancelled.reason());
  }

  private static void bindPaid(PreparedBatch batch, OrderPaid paid) {
    batch.bind("number", paid.number()).bind("paidAt", paid.paidAt());
  }

  private static void bindRefunded(PreparedBatch batch, OrderRefunded refunded) {
    batch.bind("number", refunded.number()).bind("refundedAt", refunded.refundedAt());
  }

  private static void bindConfirmed(PreparedBatch batch, OrderConfirmed confirmed) {
    batch
        .bind("number", confirmed.number())
        .bind("customer", Jsonb.of(confirmed.customer()))
        .bind("lines", Jsonb.of(confirmed.lines()))
        .bind("metadata", Jsonb.of(confirmed.metadata()));
  }
}
