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
import dev.ordinal.projections.projector.Step;
import java.util.List;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.PreparedBatch;

/** Keeps the tables {@code orders} and {@code payments}. */
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
                  new Step<>(OrderPlaced.class, PLACE, OrdersProjection::bindPlaced),
                  new Step<>(OrderCancelled.class, CANCEL, OrdersProjection::bindCancelled),
                  new Step<>(OrderPaid.class, PAY, OrdersProjection::bindPaid),
                  new Step<>(OrderRefunded.class, REFUND, OrdersProjection::bindRefunded),
                  new Step<>(OrderConfirmed.class, CONFIRM, OrdersProjection::bindConfirmed)),
              PaymentSteps.ALL.stream())
          .toList();

  @Override
  public List<Feed<?>> feeds() {
    return List.of(
        new Feed<>(Topics.ORDER_EVENTS, (tx, entries) -> Step.foldAll(STEPS, tx, entries)));
  }

  private static void bindPlaced(PreparedBatch batch, OrderPlaced placed) {
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
        .bind("commandId", placed.commandId());
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
