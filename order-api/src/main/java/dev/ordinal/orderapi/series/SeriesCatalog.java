package dev.ordinal.orderapi.series;

import dev.ordinal.contracts.CommonRejection;
import dev.ordinal.contracts.Rejection;
import dev.ordinal.contracts.series.NumberPattern;
import dev.ordinal.contracts.series.SeriesDefinition;
import dev.ordinal.contracts.series.SeriesKind;
import dev.ordinal.orderapi.http.Problem;
import dev.ordinal.orderapi.http.ProblemException;
import dev.ordinal.orderapi.http.Texts;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which series a request means. Whether there is such a series only its writer knows for certain;
 * here is told what can be told without asking: the default, and the code in a number.
 */
public final class SeriesCatalog {

  /** The code ends where the first token begins, which is a digit, see {@link NumberPattern}. */
  private static final Pattern NUMBER =
      Pattern.compile("([A-Z][A-Z0-9]*(?:-[A-Z][A-Z0-9]*)*)-[0-9][A-Z0-9-]{0,80}");

  private final List<SeriesDefinition> defaults;

  /**
   * A catalog.
   *
   * @param defaults the first of a kind is what a request of that kind means if it names none
   */
  public SeriesCatalog(List<SeriesDefinition> defaults) {
    this.defaults = List.copyOf(defaults);
  }

  /**
   * The code that a request means.
   *
   * @param code as the request says; null for the default of {@code kind}
   * @throws ProblemException {@code unknown-series} if it can be the code of none
   */
  public String resolve(SeriesKind kind, @Nullable String code) {
    if (code != null) {
      return valid(code);
    }
    return defaults.stream()
        .filter(definition -> definition.kind() == kind)
        .map(SeriesDefinition::code)
        .findFirst()
        .orElseThrow(() -> unknown("name a series: there is no default one for this"));
  }

  /**
   * {@code code} itself.
   *
   * @throws ProblemException {@code unknown-series} if it can be the code of none
   */
  public static String valid(String code) {
    if (!NumberPattern.isCode(code)) {
      throw unknown("there is no series " + Texts.printable(code));
    }
    return code;
  }

  /** The series that a number is of; empty if it is the number of none. */
  public Optional<String> ofNumber(String number) {
    Matcher form = NUMBER.matcher(number);
    return form.matches() ? Optional.of(form.group(1)) : Optional.empty();
  }

  private static ProblemException unknown(String detail) {
    return new ProblemException(Problem.of(Rejection.of(CommonRejection.UNKNOWN_SERIES, detail)));
  }
}
