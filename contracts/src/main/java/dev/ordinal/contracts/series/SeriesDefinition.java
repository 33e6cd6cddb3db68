package dev.ordinal.contracts.series;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A named family of numbers.
 *
 * @param code capitals and digits in segments that begin with a letter, joined by hyphens, such as
 *     {@code GAM} or {@code HM-P}; the numbers begin with it
 * @param kind what the numbers name
 * @param pattern such as <code>GAM-{yyyyMMdd}-{seq:4}</code>
 * @param reset when the sequence starts again
 * @param zone the zone in which the reset falls
 * @param overflow what happens after the last sequence of the pattern's width
 * @param start the first sequence of each period, at least 1. Above the pattern's {@linkplain
 *     NumberPattern#end() end}, which a definition of before there was a bound may be, there is no
 *     number to give
 */
public record SeriesDefinition(
    String code,
    SeriesKind kind,
    String pattern,
    Reset reset,
    ZoneId zone,
    Overflow overflow,
    long start) {

  public SeriesDefinition {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(kind, "kind");
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(reset, "reset");
    Objects.requireNonNull(zone, "zone");
    Objects.requireNonNull(overflow, "overflow");
    if (start < 1) {
      throw new IllegalArgumentException("series " + code + ": start must be at least 1");
    }
  }

  /** As configured: overflow and start may be left out and are then {@code widen} and 1. */
  @JsonCreator
  static SeriesDefinition configured(
      @JsonProperty("code") String code,
      @JsonProperty("kind") SeriesKind kind,
      @JsonProperty("pattern") String pattern,
      @JsonProperty("reset") Reset reset,
      @JsonProperty("zone") ZoneId zone,
      @JsonProperty("overflow") @Nullable Overflow overflow,
      @JsonProperty("start") @Nullable Long start) {
    return new SeriesDefinition(
        code,
        kind,
        pattern,
        reset,
        zone,
        overflow == null ? Overflow.WIDEN : overflow,
        start == null ? 1 : start);
  }

  /** The series that are defined at the first start; the first of a kind is its default. */
  public static List<SeriesDefinition> defaults() {
    return List.of(
        of("GAM", SeriesKind.ORDER, "GAM-{yyyyMMdd}-{seq:4}", Reset.DAILY, "Africa/Lagos"),
        of("RET", SeriesKind.ORDER, "RET-{yyyyMMdd}-{seq:4}", Reset.DAILY, "Europe/London"),
        of("ICCT", SeriesKind.TEAM, "ICCT-{seq:3}", Reset.NEVER, "Asia/Bangkok"),
        of("HM-P", SeriesKind.PARTNER, "HM-P-{seq:4}", Reset.NEVER, "Asia/Bangkok"),
        of("BOQ", SeriesKind.DOCUMENT, "BOQ-{yyyy}-{MM}-{seq:4}", Reset.MONTHLY, "Asia/Bangkok"));
  }

  private static SeriesDefinition of(
      String code, SeriesKind kind, String pattern, Reset reset, String zone) {
    return new SeriesDefinition(code, kind, pattern, reset, ZoneId.of(zone), Overflow.WIDEN, 1);
  }
}
