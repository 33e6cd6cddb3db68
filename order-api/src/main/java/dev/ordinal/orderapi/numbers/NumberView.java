package dev.ordinal.orderapi.numbers;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ordinal.orderapi.http.OneOf;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What callers are told of a number. */
sealed interface NumberView {

  /** Why a number was not given. */
  enum Reason {
    /** Its sequence was jumped by a reset, a sync or an import. */
    @JsonProperty("skipped")
    SKIPPED,
    /** Its sequence has not come up. */
    @JsonProperty("not-yet")
    NOT_YET,
    /** Its sequence lies below the first one of the series. */
    @JsonProperty("before-start")
    BEFORE_START,
    /** The series prints no such text. */
    @JsonProperty("misfit")
    MISFIT,
    /** There is no series whose number it could be. */
    @JsonProperty("unknown-series")
    UNKNOWN_SERIES
  }

  /**
   * A number that was given.
   *
   * @param given true
   * @param how {@code issued} here or {@code imported} from elsewhere
   * @param name of an imported thing, if the import said so
   * @param thing address of what has the number; null if nothing more is known of it
   * @param before the number of the sequence before; null before the start
   * @param after the number of the sequence after; null if the series ends here
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Given(
      String number,
      boolean given,
      @OneOf({"issued", "imported"}) String how,
      String series,
      String period,
      long sequence,
      @OneOf({"order", "team", "partner", "document"}) String kind,
      @Nullable String name,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String thing,
      CommandView command,
      EventView event,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Neighbour before,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Neighbour after)
      implements NumberView {}

  /**
   * A number that was not given.
   *
   * @param given false
   * @param series the code; null if the text begins with none
   * @param period null, as is the sequence, if the series prints no such text
   * @param detail why, in a sentence
   * @param event what skipped it; null if nothing did
   * @param before as in {@link Given}; null also if the number has no sequence
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record NotGiven(
      String number,
      boolean given,
      @Nullable String series,
      @Nullable String period,
      @Nullable Long sequence,
      Reason reason,
      String detail,
      @Nullable EventView event,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Neighbour before,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Neighbour after)
      implements NumberView {

    /** No sequence of a series belongs to {@code text}. */
    static NotGiven of(String text, @Nullable String series, Reason reason, String detail) {
      return new NotGiven(text, false, series, null, null, reason, detail, null, null, null);
    }
  }

  /**
   * The command that led to it.
   *
   * @param acceptedAt null if only its result is known
   * @param actor who asked; null if nobody knows
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record CommandView(UUID id, @Nullable Instant acceptedAt, @Nullable String actor) {}

  /**
   * The event that says so, and where it lies in the log.
   *
   * @param time when it happened in business terms
   */
  record EventView(String type, String topic, int partition, long offset, Instant time) {}

  /**
   * The number of a sequence next to it.
   *
   * @param number null if it was not given and would show more of the date than its period tells
   * @param reason null if it was given
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Neighbour(@Nullable String number, boolean given, @Nullable Reason reason) {}
}
