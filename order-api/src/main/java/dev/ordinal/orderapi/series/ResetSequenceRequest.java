package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.SeriesCommand.ResetSequence;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /series/{code}/sequence/reset}.
 *
 * @param period empty if left out, for a series that never resets
 * @param current the new last sequence; the next number is one more
 * @param expectedCurrent what the caller believes it is now; not checked if left out
 * @param reason 1 to 500 characters, for those who read the books later
 */
public record ResetSequenceRequest(
    @Text(max = 16) @Nullable String period,
    @NotNull(message = "is required") @Min(value = 0, message = "must be at least 0") @Max(value = NumberPattern.MAX_SEQUENCE, message = "must have at most 18 digits") Long current,
    @Min(value = 0, message = "must be at least 0") @Nullable Long expectedCurrent,
    @NotNull(message = "is required") @Text(min = 1, max = 500) String reason)
    implements JsonRequest {

  ResetSequence toCommand(String code) {
    return new ResetSequence(code, period == null ? "" : period, current, expectedCurrent, reason);
  }
}
