package dev.ordinal.projections.orders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.projections.projector.RowCopy;
import dev.ordinal.projections.projector.Step;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** How the table {@code payments} is kept. */
final class PaymentSteps {

  private static final RowCopy<PaymentReceived> RECEIVED =
      new RowCopy<PaymentReceived>("payments")
          .text("payment_id", PaymentReceived::paymentId)
          .text("series", PaymentReceived::series)
          .text("gateway", PaymentReceived::gateway)
          .text("webhook_id", PaymentReceived::webhookId)
          .text("type", received -> wireName(received.type()))
          .text("payment_reference", PaymentReceived::paymentReference)
          .bigint("amount", PaymentReceived::amount)
          .text("currency", PaymentReceived::currency)
          .text("outcome", received -> wireName(received.outcome()))
          .text("reason", received -> wireName(received.reason()))
          .text("number", PaymentReceived::number)
          .time("occurred_at", PaymentReceived::occurredAt)
          .time("recorded_at", PaymentReceived::recordedAt)
          .uuid("command_id", PaymentReceived::commandId);

  private static final String SETTLE =
      "UPDATE payments SET outcome = :outcome, reason = :reason, number = :number"
          + " WHERE payment_id = :paymentId AND outcome = 'held'";

  private static final String RESOLVE =
      "UPDATE payments SET outcome = :outcome, number = :number, decision = :decision,"
          + " decision_reason = :reason, resolved_at = :resolvedAt, resolved_by = :resolvedBy"
          + " WHERE payment_id = :paymentId AND outcome IN ('held', 'quarantined')";

  /** Of a payment that was applied at once, or is accepted, it says what is known. */
  private static final String APPLY =
      "UPDATE payments SET outcome = 'applied', number = :number"
          + " WHERE payment_id = :paymentId AND outcome IN ('held', 'applied')";

  static final List<Step<? extends OrderEvent>> ALL =
      List.of(
          Step.insert(PaymentReceived.class, RECEIVED),
          Step.update(PaymentSettled.class, SETTLE, PaymentSteps::bindSettled),
          Step.update(PaymentResolved.class, RESOLVE, PaymentSteps::bindResolved),
          Step.update(OrderPaid.class, APPLY, (b, e) -> bind(b, e.paymentId(), e.number())),
          Step.update(OrderRefunded.class, APPLY, (b, e) -> bind(b, e.paymentId(), e.number())));

  private PaymentSteps() {}

  private static void bind(PreparedBatch batch, String paymentId, String number) {
    batch.bind("paymentId", paymentId).bind("number", number);
  }

  private static void bindSettled(PreparedBatch batch, PaymentSettled settled) {
    bind(batch, settled.paymentId(), settled.number());
    batch.bind("outcome", wireName(settled.outcome())).bind("reason", wireName(settled.reason()));
  }

  private static void bindResolved(PreparedBatch batch, PaymentResolved resolved) {
    batch
        .bind("paymentId", resolved.paymentId())
        .bind("number", resolved.number())
        .bind("outcome", wireName(resolved.outcome()))
        .bind("decision", wireName(resolved.decision()))
        .bind("reason", resolved.reason())
        .bind("resolvedAt", resolved.resolvedAt())
        .bind("resolvedBy", resolved.actor());
  }

  /** As the constant is written on topics; null for null. */
  private static @Nullable String wireName(@Nullable Enum<?> constant) {
    return constant == null ? null : Json.MAPPER.<JsonNode>valueToTree(constant).asText();
  }
}
