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

  private static SortedMap<String, String> sorted(@Nullable Map<String, String> metadata) {
    return Collections.unmodifiableSortedMap(
        metadata == null ? new TreeMap<>() : new TreeMap<>(metadata));
  }
}
