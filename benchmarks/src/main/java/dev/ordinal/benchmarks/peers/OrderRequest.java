package dev.ordinal.benchmarks.peers;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of {@code POST /orders}, as order-api takes it, as far as the load uses it. */
record OrderRequest(
    @NotNull @Size(min = 1, max = 64) String series,
    @Nullable @Valid Customer customer,
    @NotNull @Pattern(regexp = "[A-Z]{3}") String currency,
    @NotNull @Size(min = 1, max = 2_000) List<@NotNull @Valid Line> lines,
    @Nullable @Size(min = 1, max = 255) String paymentReference,
    @Nullable @Size(max = 50) Map<String, String> metadata) {

  /** Who orders. */
  record Customer(
      @Nullable @Size(max = 64) String id,
      @Nullable @Size(max = 200) String name,
      @Nullable @Size(max = 320) String email) {}

  /** What is ordered. */
  record Line(
      @NotNull @Size(min = 1, max = 64) String sku,
      @Nullable @Size(max = 1_000) String description,
      @NotNull @Min(1) Long quantity,
      @NotNull @Min(0) Long unitAmount) {}

  long total() {
    long total = 0;
    for (Line line : lines) {
      total = Math.addExact(total, Math.multiplyExact(line.quantity(), line.unitAmount()));
    }
    return total;
  }
}
