package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.Texts;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The series that exist. Immutable. */
public final class SeriesCatalog {

  /** What a number is made of; anything else need not be looked for. */
  private static final Pattern NUMBER = Pattern.compile("[A-Z0-9-]{1,100}");

  private final List<SeriesDefinition> series;
  private final List<String> codes;

  /**
   * A catalog of these series.
   *
   * @param series at least one; the first is the default
   */
  public SeriesCatalog(List<SeriesDefinition> series) {
    this.series = List.copyOf(series);
    this.codes = series.stream().map(SeriesDefinition::code).toList();
    if (codes.isEmpty() || codes.stream().distinct().count() != codes.size()) {
      throw new IllegalArgumentException(
          "series: at least one, each code once; configured are " + codes);
    }
  }

  /**
   * The code of an existing series.
   *
   * @param code null for the first series of {@code kind}
   * @throws ProblemException {@code unknown-series}, naming the series there are
   */
  public String resolve(SeriesKind kind, @Nullable String code) {
    if (code == null) {
      return series.stream()
          .filter(definition -> definition.kind() == kind)
          .map(SeriesDefinition::code)
          .findFirst()
          .orElseThrow(() -> unknown("name a series: there is no default one for this"));
    }
    if (!codes.contains(code)) {
      throw unknown(
          "there is no series %s; the series are %s"
              .formatted(Texts.printable(code), String.join(", ", codes)));
    }
    return code;
  }

  /** The series a number belongs to, of the codes it begins with the longest; empty if of none. */
  public Optional<String> ofNumber(String number) {
    if (!NUMBER.matcher(number).matches()) {
      return Optional.empty();
    }
    return codes.stream()
        .filter(code -> number.startsWith(code + "-"))
        .max(Comparator.comparingInt(String::length));
  }

  private static ProblemException unknown(String detail) {
    return new ProblemException(Problem.of(Rejection.of(CommonRejection.UNKNOWN_SERIES, detail)));
  }
}
