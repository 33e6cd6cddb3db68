package dev.ordinal.benchmarks.results;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a figure has to be.
 *
 * @param what which figure
 * @param wanted what it has to be
 * @param measured what it is, or why it is not measured
 */
public record Target(String what, String wanted, String measured, Verdict verdict) {

  /** Whether it is what it has to be. */
  public enum Verdict {
    MET("met"),
    NOT_MET("NOT MET"),
    NOT_MEASURED("not measured");

    private final String text;

    Verdict(String text) {
      this.text = text;
    }

    /** For people. */
    public String asText() {
      return text;
    }
  }

  /** The subjects of the targets. */
  public static final String ORDINAL = "ordinal";

  /** The counter row behind HTTP with the pool size that is best. */
  public static final String COUNTER_BEST = "counter-function-best";

  /** The counter row without HTTP, a connection for each caller. */
  public static final String COUNTER_JDBC = "counter-jdbc";

  /** The same with as many connections as are best. */
  public static final String COUNTER_JDBC_BEST = "counter-jdbc-best";

  /** Callers with bulks. */
  public static final Load BULK = Load.bulk(16);

  private static final String NOT_RUN = "this run has no such pair";

  /** All targets, as far as these results tell. */
  public static List<Target> of(Results results) {
    Optional<Summary> load200 = results.summary(ORDINAL, Load.closed(200));
    Optional<Summary> open50 = results.summary(ORDINAL, Load.open(50));
    return List.of(
        ratio(
            results,
            "orders over HTTP against the counter row at its best pool",
            200,
            COUNTER_BEST,
            2),
        ratio(
            results,
            "orders over HTTP against the counter row at its best pool",
            1000,
            COUNTER_BEST,
            2.5),
        ratio(results, "`up` against the counter row as written, no HTTP", 200, COUNTER_JDBC, 8),
        ratio(results, "`up` against the counter row as written, no HTTP", 1000, COUNTER_JDBC, 25),
        ratio(
            results,
            "bulks of 50 against the counter row without HTTP at its best",
            BULK,
            COUNTER_JDBC_BEST,
            3),
        atMost(
            "JVM CPU an order, `up`, 200 callers",
            "ms",
            0.30,
            load200.map(Target::serverMillis).orElse(OptionalDouble.empty())),
        atMost("50 orders/s open loop, p50", "ms", 12, millis(open50, 50)),
        atMost("50 orders/s open loop, p99", "ms", 40, millis(open50, 99)),
        notMeasured(
            "the stream draining a backlog against a stateless pass-through",
            "≥ 0.7",
            "there is no pass-through to drain beside it yet"));
  }

  /** Whether all that Ordinal told anybody is worth what it should be. */
  public static boolean isClean(Results results) {
    return results.worths().entrySet().stream()
        .filter(worth -> worth.getKey().startsWith(ORDINAL))
        .allMatch(worth -> worth.getValue().isClean());
  }

  private static OptionalDouble serverMillis(Summary summary) {
    OptionalDouble micros = summary.serverMicros();
    return micros.isPresent() ? OptionalDouble.of(micros.getAsDouble() / 1e3) : micros;
  }

  private static OptionalDouble millis(Optional<Summary> summary, double percentile) {
    return summary
        .map(open -> OptionalDouble.of(open.measurement().millis(percentile)))
        .orElse(OptionalDouble.empty());
  }

  private static Target ratio(
      Results results, String what, int callers, String other, double wanted) {
    return ratio(results, what, Load.closed(callers), other, wanted);
  }

  private static Target ratio(
      Results results, String what, Load load, String other, double wanted) {
    String name = what + ", " + load.asText();
    String least = String.format(Locale.ROOT, "≥ %s", plain(wanted));
    OptionalDouble ratio = results.ratio(ORDINAL, other, load);
    if (ratio.isEmpty()) {
      return notMeasured(name, least, NOT_RUN);
    }
    double value = ratio.getAsDouble();
    return new Target(
        name,
        least,
        String.format(Locale.ROOT, "%.2f", value),
        value >= wanted ? Verdict.MET : Verdict.NOT_MET);
  }

  private static Target atMost(String what, String unit, double wanted, OptionalDouble value) {
    String most = "≤ " + plain(wanted) + " " + unit;
    if (value.isEmpty()) {
      return notMeasured(what, most, NOT_RUN);
    }
    return new Target(
        what,
        most,
        String.format(Locale.ROOT, "%.2f %s", value.getAsDouble(), unit),
        value.getAsDouble() <= wanted ? Verdict.MET : Verdict.NOT_MET);
  }

  private static Target notMeasured(String what, String wanted, String why) {
    return new Target(what, wanted, why, Verdict.NOT_MEASURED);
  }

  private static String plain(double value) {
    return value == Math.rint(value)
        ? Long.toString((long) value)
        : String.format(Locale.ROOT, "%s", value);
  }
}
