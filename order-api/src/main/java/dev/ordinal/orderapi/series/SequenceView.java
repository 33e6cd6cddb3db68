package dev.ordinal.orderapi.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.SeriesDefinition;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a sequence is.
 *
 * @param current the last sequence given or skipped; one below the start if there is none
 * @param next the number that comes next, if it comes now; null if there is none left, or if the
 *     pattern shows more of its time than the period tells and the period is not that of now
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

  /**
   * The view of a sequence.
   *
   * @param period one that {@code definition} has
   * @param last the last sequence that moved it; 0 if none did
   */
  static SequenceView of(
      SeriesDefinition definition,
      String period,
      long last,
      @Nullable Instant updatedAt,
      Instant now) {
    NumberPattern pattern = NumberPattern.of(definition);
    long current = Math.max(last, definition.start() - 1);
    long remaining = Math.max(0, pattern.largest() - current);
    String next = current >= pattern.end() ? null : pattern.preview(period, current + 1, now);
    return new SequenceView(definition.code(), period, current, next, remaining, updatedAt);
  }
}
