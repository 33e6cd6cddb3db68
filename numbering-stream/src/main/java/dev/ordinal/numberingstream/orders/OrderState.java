package dev.ordinal.numberingstream.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What deciding needs to know of an order.
 *
 * @param totalAmount in the currency's minor unit
 * @param cancelledAt when it was cancelled; null while it stands
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderState(
    String series,
    String period,
    long sequence,
    String currency,
    long totalAmount,
    @Nullable String paymentReference,
    Instant placedAt,
    @Nullable Instant cancelledAt) {}
