package dev.ordinal.contracts.orders;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One line of an order.
 *
 * @param sku the article
 * @param description kept as sent; null if none was sent
 * @param quantity at least 1
 * @param unitAmount price of one piece in the currency's minor unit, at least 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record OrderLine(String sku, @Nullable String description, long quantity, long unitAmount) {

  public OrderLine {
    Objects.requireNonNull(sku, "sku");
    if (quantity < 1) {
      throw new IllegalArgumentException("quantity must be at least 1, not " + quantity);
    }
    if (unitAmount < 0) {
      throw new IllegalArgumentException("unitAmount must be at least 0, not " + unitAmount);
    }
  }
}
