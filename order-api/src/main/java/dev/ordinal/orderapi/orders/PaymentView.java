package dev.ordinal.orderapi.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.orders.OrderEvent.PaymentResolved;
import dev.ordinal.orderapi.http.OneOf;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a gateway said of a payment, as callers see it; what is null is left out.
 *
 * @param webhookId the gateway's id of it; null in the answer to a resolution
 * @param type "succeeded", "failed" or "refunded"
 * @param amount in the currency's minor unit
 * @param outcome "applied", "duplicate", "held", "quarantined" or "rejected"
 * @param reason why it is or was quarantined; null in the answer to a resolution
 * @param order the order that it concerns; null while there is none
 * @param occurredAt when, as the gateway says; null in the answer to a resolution
 * @param recordedAt when the API accepted it; null in the answer to a resolution
 * @param decision "accept" or "reject", if somebody resolved it, as they say in {@code
 *     decisionReason}
 * @param commandId the command that received it, or in the answer to a resolution the resolving one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PaymentView(
    String id,
    String series,
    String gateway,
    @Nullable String webhookId,
    @OneOf({"succeeded", "failed", "refunded"}) String type,
    String paymentReference,
    long amount,
    String currency,
    @OneOf({"applied", "duplicate", "held", "quarantined", "rejected"}) String outcome,
    @Nullable String reason,
    @Nullable String order,
    @Nullable Instant occurredAt,
    @Nullable Instant recordedAt,
    @OneOf({"accept", "reject"}) @Nullable String decision,
    @Nullable String decisionReason,
    @Nullable Instant resolvedAt,
    @Nullable String resolvedBy,
    UUID commandId) {

  static PaymentView of(PaymentResolved resolved) {
    return new PaymentView(
        resolved.paymentId(),
        resolved.series(),
        resolved.gateway(),
        null,
        wireName(resolved.type()),
        resolved.paymentReference(),
        resolved.amount(),
        resolved.currency(),
        wireName(resolved.outcome()),
        null,
        resolved.number(),
        null,
        null,
        wireName(resolved.decision()),
        resolved.reason(),
        resolved.resolvedAt(),
        resolved.actor(),
        resolved.commandId());
  }

  private static String wireName(Enum<?> constant) {
    return Json.MAPPER.convertValue(constant, String.class);
  }
}
