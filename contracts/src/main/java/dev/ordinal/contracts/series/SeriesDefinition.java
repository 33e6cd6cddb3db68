package dev.ordinal.contracts.series;

import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

/**
 * A named family of numbers.
 *
 * @param code capitals, digits and inner hyphens, such as {@code GAM} or {@code HM-P}; the numbers
 *     begin with it
 * @param pattern such as <code>GAM-{yyyyMMdd}-{seq:4}</code>; the width of {@code seq} is a
 *     minimum, so after 9999 comes 10000
 * @param reset when the sequence starts again at 1
 * @param zone the zone in which the reset falls
 */
public record SeriesDefinition(String code, String pattern, Reset reset, ZoneId zone) {

  public SeriesDefinition {
    Objects.requireNonNull(code, "code");
    Objects.requireNonNull(pattern, "pattern");
    Objects.requireNonNull(reset, "reset");
    Objects.requireNonNull(zone, "zone");
  }

  /** The series that exist where nothing else is configured; the first is the default one. */
  public static List<SeriesDefinition> defaults() {
    return List.of(
        new SeriesDefinition(
            "GAM", "GAM-{yyyyMMdd}-{seq:4}", Reset.DAILY, ZoneId.of("Africa/Lagos")),
        new SeriesDefinition(
            "RET", "RET-{yyyyMMdd}-{seq:4}", Reset.DAILY, ZoneId.of("Europe/London")),
        new SeriesDefinition(
            "BOQ", "BOQ-{yyyy}-{MM}-{seq:4}", Reset.MONTHLY, ZoneId.of("Asia/Bangkok")));
  }
}
