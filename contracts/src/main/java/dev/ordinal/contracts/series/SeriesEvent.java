package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Event;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to series and their sequences; a subject is the series' code. */
public sealed interface SeriesEvent extends Event {

  /** The series' code. */
  String series();

  @Override
  default String owner() {
    return series();
  }

  @Override
  default String subject() {
    return series();
  }

  @Override
  default String source() {
    return "/series/" + series();
  }

  /**
   * A series was defined, or defined anew; it counts from the next number on.
   *
   * @param first whether there was no such series before
   * @param actor who did it; null in events of before there were actors
   */
  @JsonTypeName("numbering.series-defined.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SeriesDefined(
      String series,
      SeriesDefinition definition,
      boolean first,
      Instant definedAt,
      @Nullable String actor,
      UUID commandId)
      implements SeriesEvent {

    @Override
    public Instant time() {
      return definedAt;
    }
  }

  /**
   * Numbers were skipped: those from {@code before + 1} to {@code after} were and will never be
   * given.
   *
   * @param before the last sequence before; below the start if none was given
   * @param after the last sequence now
   * @param actor who did it; null in events of before there were actors
   */
  @JsonTypeName("numbering.sequence-reset.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SequenceReset(
      String series,
      String period,
      long before,
      long after,
      String reason,
      Instant resetAt,
      @Nullable String actor,
      UUID commandId)
      implements SeriesEvent {

    @Override
    public Instant time() {
      return resetAt;
    }
  }
}
