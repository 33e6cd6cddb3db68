package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.BusinessTimes;
import dev.ordinal.contracts.Command;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What can be asked of orders. */
public sealed interface OrderCommand extends Command {

  /** The series whose writer decides. */
  String series();

  @Override
  default String owner() {
    return series();
  }

  /**
   * Asks for an order and its number in one step.
   *
   * @param lines at least one; their total fits a long
   * @param occurredAt business time where an importer gives it, see {@link BusinessTimes}; null
   *     means the acceptance time
   * @param metadata the caller's own labels, sorted so that their order makes no other command
   */
  @JsonTypeName("orders.place.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record PlaceOrder(
      String series,
      @Nullable Customer customer,
      String currency,
      List<OrderLine> lines,
      @Nullable String paymentReference,
      @Nullable Instant occurredAt,
      SortedMap<String, String> metadata)
      implements OrderCommand {

    public PlaceOrder {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(currency, "currency");
      lines = List.copyOf(lines);
      metadata = sorted(metadata);
      if (lines.isEmpty()) {
        throw new IllegalArgumentException("an order has at least one line");
      }
      BusinessTimes.check(occurredAt);
      total(lines);
    }

    /** The lines' sum in the currency's minor unit. */
    public long totalAmount() {
      return total(lines);
    }

    private static long total(List<OrderLine> lines) {
      long total = 0;
      for (OrderLine line : lines) {
        total = Math.addExact(total, Math.multiplyExact(line.quantity(), line.unitAmount()));
      }
      return total;
    }
  }

  /**
   * Asks to cancel an order. Its number stays taken.
   *
   * @param reason why, for those who read the books later
   */
  @JsonTypeName("orders.cancel.v1")
  record CancelOrder(String series, String number, String reason) implements OrderCommand {

    public CancelOrder {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(number, "number");
      Objects.requireNonNull(reason, "reason");
    }
  }

  /**
   * What a gateway says of a payment, in a callback that it may repeat, in any order.
   *
   * @param gateway the configured name of who says it
   * @param webhookId the gateway's own id of what it says; the same in every repeat
   * @param paymentReference the reference of the order that is paid for
   * @param amount in the currency's minor unit, at least 0
   * @param currency ISO 4217
   * @param order what is ordered, of the same series and reference, to be placed if the payment
   *     comes before the checkout; null if the gateway does not know
   * @param occurredAt the gateway's time; null means the acceptance time
   */
  @JsonTypeName("orders.receive-payment.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ReceivePayment(
      String series,
      String gateway,
      String webhookId,
      PaymentType type,
      String paymentReference,
      long amount,
      String currency,
      @Nullable PlaceOrder order,
      @Nullable Instant occurredAt)
      implements OrderCommand {

    public ReceivePayment {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(gateway, "gateway");
      Objects.requireNonNull(webhookId, "webhookId");
      Objects.requireNonNull(type, "type");
      Objects.requireNonNull(paymentReference, "paymentReference");
      Objects.requireNonNull(currency, "currency");
      if (amount < 0) {
        throw new IllegalArgumentException("amount must be at least 0, not " + amount);
      }
      if (order != null
          && !(order.series().equals(series)
              && paymentReference.equals(order.paymentReference()))) {
        throw new IllegalArgumentException("the order is of another series or reference");
      }
      BusinessTimes.check(occurredAt);
    }

    /** The id of the payment, see {@link PaymentIds}. */
    public String paymentId() {
      return PaymentIds.of(series, gateway, webhookId);
    }
  }

  /**
   * Asks to end the quarantine of a payment, or to wait for the order of a held one no longer.
   *
   * @param reason why, for those who read the books later
   */
  @JsonTypeName("orders.resolve-payment.v1")
  record ResolvePayment(String series, String paymentId, Resolution decision, String reason)
      implements OrderCommand {

    public ResolvePayment {
      Objects.requireNonNull(series, "series");
      Objects.requireNonNull(paymentId, "paymentId");
      Objects.requireNonNull(decision, "decision");
      Objects.requireNonNull(reason, "reason");
    }
  }

  private static SortedMap<String, String> sorted(@Nullable Map<String, String> metadata) {
    return Collections.unmodifiableSortedMap(
        metadata == null ? new TreeMap<>() : new TreeMap<>(metadata));
  }
}
