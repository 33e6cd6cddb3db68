package dev.ordinal.projections.orders;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.OrderEvent;
import dev.ordinal.contracts.orders.OrderEvent.OrderPaid;
import dev.ordinal.contracts.orders.OrderEvent.OrderRefunded;
import dev.ordinal.contracts.orders.OrderEvent.PaymentReceived;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.contracts.orders.OrderEvent.PaymentSettled;
import dev.ordinal.projections.projector.Step;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;

/** How the table {@code payments} is kept. */
final class PaymentSteps {

  private static final String RECEIVE =
      "INSERT INTO payments (payment_id, series, gateway, webhook_id, type, payment_reference,"
          + " amount, currency, outcome, reason, number, occurred_at, recorded_at, command_id)"
          + " VALUES (:paymentId, :series, :gateway, :webhookId, :type, :paymentReference,"
          + " :amount, :currency, :outcome, :reason, :number, :occurredAt, :recordedAt,"
          + " :commandId)";

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
          new Step<>(PaymentReceived.class, RECEIVE, PaymentSteps::bindReceived),
          new Step<>(PaymentSettled.class, SETTLE, PaymentSteps::bindSettled),
          new Step<>(PaymentResolved.class, RESOLVE, PaymentSteps::bindResolved),
          new Step<>(OrderPaid.class, APPLY, (b, e) -> bind(b, e.paymentId(), e.number())),
          new Step<>(OrderRefunded.class, APPLY, (b, e) -> bind(b, e.paymentId(), e.number())));

  private PaymentSteps() {}

  private static void bind(PreparedBatch batch, String paymentId, String number) {
    batch.bind("paymentId", paymentId).bind("number", number);
  }

  private static void bindReceived(PreparedBatch batch, PaymentReceived received) {
    batch
        .bind("paymentId", received.paymentId())
        .bind("series", received.series())
        .bind("gateway", received.gateway())
        .bind("webhookId", received.webhookId())
        .bind("type", wireName(received.type()))
        .bind("paymentReference", received.paymentReference())
        .bind("amount", received.amount())
        .bind("currency", received.currency())
        .bind("outcome", wireName(received.outcome()))
        .bind("reason", wireName(received.reason()))
        .bind("number", received.number())
        .bind("occurredAt", received.occurredAt())
        .bind("recordedAt", received.recordedAt())
        .bind("commandId", received.commandId());
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
