package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonTypeName;
import dev.ordinal.contracts.Event;
import dev.ordinal.contracts.Numbered;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What happens to series and their sequences; most subjects are the series' code. */
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

  /**
   * A sequence was compared with what is known to have been given, and raised if it was behind.
   *
   * @param before the last sequence before
   * @param after the last sequence now; {@code before} if it was not behind
   * @param actor who did it
   */
  @JsonTypeName("numbering.sequence-advanced.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record SequenceAdvanced(
      String series,
      String period,
      long before,
      long after,
      String reason,
      Instant advancedAt,
      @Nullable String actor,
      UUID commandId)
      implements SeriesEvent {

    @Override
    public Instant time() {
      return advancedAt;
    }
  }

  /**
   * Numbers from elsewhere were taken over. A {@link NumberImported} for each follows, in the order
   * of periods and sequences; what they leave out up to each scope's end is skipped for good.
   *
   * @param actor who did it
   */
  @JsonTypeName("numbering.numbers-imported.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NumbersImported(
      String series,
      ImportReport report,
      String reason,
      Instant importedAt,
      @Nullable String actor,
      UUID commandId)
      implements SeriesEvent {

    @Override
    public Instant time() {
      return importedAt;
    }
  }

  /**
   * A number from elsewhere was taken over: nobody will get it again.
   *
   * @param kind what it names
   * @param name of the thing that has it; null if the import did not say
   * @param email personal, never logged
   * @param phone personal, never logged
   */
  @JsonTypeName("numbering.number-imported.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NumberImported(
      String number,
      String series,
      String period,
      long sequence,
      SeriesKind kind,
      @Nullable String name,
      @Nullable String email,
      @Nullable String phone,
      @Nullable String company,
      Instant importedAt,
      UUID commandId)
      implements SeriesEvent, Numbered {

    @Override
    public String owner() {
      return series;
    }

    @Override
    public String subject() {
      return number;
    }

    @Override
    public String source() {
      return "/series/" + series;
    }

    @Override
    public Instant time() {
      return importedAt;
    }
  }

  /**
   * Somebody asked what an import would do; nothing changed.
   *
   * @param report what it would find; {@link ImportReport#isClean()} tells whether it would be done
   * @param actor who asked
   */
  @JsonTypeName("numbering.import-checked.v1")
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record ImportChecked(
      String series, ImportReport report, Instant checkedAt, @Nullable String actor, UUID commandId)
      implements SeriesEvent {

    @Override
    public Instant time() {
      return checkedAt;
    }
  }
}
