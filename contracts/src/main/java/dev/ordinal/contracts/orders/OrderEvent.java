package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.NumberIssued;
import dev.ordinal.contracts.Numbered;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to orders. Both records carry the number, so consumers need not join. */
public sealed interface OrderEvent extends Numbered {

  /**
   * An order got its number.
   *
   * @param totalAmount the lines' sum in the currency's minor unit
   * @param placedAt business time: when the order was placed as the caller says, else {@code
   *     recordedAt}
   * @param recordedAt when the API accepted the command
   */
  @JsonTypeName("orders.placed.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderPlaced(
      String number,
      String series,
      String period,
      long sequence,
      @Nullable Customer customer,
      String currency,
      long totalAmount,
      List<OrderLine> lines,
      @Nullable String paymentReference,
      SortedMap<String, String> metadata,
      Instant placedAt,
      Instant recordedAt,
      UUID commandId)
      implements OrderEvent, NumberIssued {

    public OrderPlaced {
      lines = List.copyOf(lines);
      metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
    }

    @Override
    public Instant time() {
      return placedAt;
    }
  }

  /**
   * An order was cancelled; its number stays taken.
   *
   * @param cancelledAt when the API accepted the command
   */
  @JsonTypeName("orders.cancelled.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record OrderCancelled(
      String number,
      String series,
      String period,
      long sequence,
      String currency,
      long totalAmount,
      @Nullable String paymentReference,
      Instant placedAt,
      String reason,
      Instant cancelledAt,
      UUID commandId)
      implements OrderEvent {

    @Override
    public Instant time() {
      return cancelledAt;
    }
  }
}
