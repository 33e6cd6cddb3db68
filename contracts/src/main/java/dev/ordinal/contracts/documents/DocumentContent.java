package dev.ordinal.contracts.documents;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a document says of itself.
 *
 * @param title kept as sent
 * @param project kept as sent; null for none
 * @param currency ISO 4217 in capitals
 * @param totalAmount in the currency's minor unit, at least 0
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DocumentContent(
    String title, @Nullable String project, String currency, long totalAmount) {

  public DocumentContent {
    Objects.requireNonNull(title, "title");
    Objects.requireNonNull(currency, "currency");
    if (totalAmount < 0) {
      throw new IllegalArgumentException("totalAmount must be at least 0");
    }
  }
}
