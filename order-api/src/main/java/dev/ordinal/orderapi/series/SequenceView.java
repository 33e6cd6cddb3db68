package dev.ordinal.orderapi.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.Overflow;
import dev.ordinal.contracts.series.SeriesDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a sequence is.
 *
 * @param current the last sequence given or skipped; one below the start if there is none
 * @param next the number that comes next; null if there is none left
 * @param remaining how many numbers fit the pattern's width; 0 when only wider ones come
 * @param updatedAt when it last changed; null if it never did
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record SequenceView(
    String series,
    String period,
    long current,
    @Nullable String next,
    long remaining,
    @Nullable Instant updatedAt) {

  /** The view of a sequence whose period {@code definition} has. */
  static SequenceView of(
      SeriesDefinition definition, String period, long current, @Nullable Instant updatedAt) {
    NumberPattern pattern = NumberPattern.of(definition);
    long remaining = Math.max(0, pattern.largest() - current);
    boolean isLast = remaining == 0 && definition.overflow() == Overflow.REJECT;
    String next = isLast ? null : pattern.format(pattern.begin(period), current + 1);
    return new SequenceView(definition.code(), period, current, next, remaining, updatedAt);
  }
}
