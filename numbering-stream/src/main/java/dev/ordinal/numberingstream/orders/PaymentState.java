package dev.ordinal.numberingstream.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.orders.PaymentOutcome;
import dev.ordinal.contracts.orders.PaymentType;
import java.time.Instant;

/**
 * What deciding needs to know of a payment callback.
 *
 * @param amount in the currency's minor unit
 * @param at when, as the gateway says
 * @param outcome what became of it so far
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record PaymentState(
    String paymentId,
    String series,
    String gateway,
    PaymentType type,
    String paymentReference,
    long amount,
    String currency,
    Instant at,
    PaymentOutcome outcome) {

  boolean is(PaymentType type, PaymentOutcome outcome) {
    return this.type == type && this.outcome == outcome;
  }

  /** Whether amount and currency are these. */
  boolean isOf(long amount, String currency) {
    return this.amount == amount && this.currency.equals(currency);
  }

  PaymentState with(PaymentOutcome outcome) {
    return new PaymentState(
        paymentId, series, gateway, type, paymentReference, amount, currency, at, outcome);
  }
}
