package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.Reset;
import dev.ordinal.contracts.series.SeriesCommand.DefineSeries;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.orderapi.http.JsonRequest;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.Text;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code PUT /series/{code}}.
 *
 * @param zone an IANA zone, such as {@code Africa/Lagos}
 * @param overflow {@code widen} if left out
 * @param start at most 18 digits; 1 if left out
 */
public record PutSeriesRequest(
    @NotNull(message = "is required") SeriesKind kind,
    @NotNull(message = "is required") @Text(min = 1, max = 64) String pattern,
    @NotNull(message = "is required") Reset reset,
    @NotNull(message = "is required") @Text(min = 1, max = 64) String zone,
    @Nullable Overflow overflow,
    @Min(value = 1, message = "must be at least 1") @Max(value = NumberPattern.MAX_SEQUENCE, message = "must have at most 18 digits") @Nullable Long start)
    implements JsonRequest {

  /**
   * The command for the series with this code.
   *
   * @throws ProblemException {@code validation-failed}, naming zone or pattern
   */
  DefineSeries toCommand(String code) {
    SeriesDefinition definition =
        new SeriesDefinition(
            code,
            kind,
            pattern,
            reset,
            zoneId(),
            overflow == null ? Overflow.WIDEN : overflow,
            start == null ? 1 : start);
    try {
      NumberPattern.of(definition);
    } catch (IllegalArgumentException e) {
      throw ProblemException.invalid("/pattern", String.valueOf(e.getMessage()));
    }
    return new DefineSeries(definition);
  }

  private ZoneId zoneId() {
    if (!ZoneId.getAvailableZoneIds().contains(zone)) {
      throw ProblemException.invalid("/zone", "must be an IANA time zone, such as Africa/Lagos");
    }
    return ZoneId.of(zone);
  }
}
