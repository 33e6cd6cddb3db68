package dev.ordinal.benchmarks.results;

import dev.ordinal.benchmarks.load.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** Results as tables in Markdown that can be read as they are. */
public final class Markdown {

  private Markdown() {}

  /** Each subject under each load. */
  public static String figures(Results results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of(
            "subject",
            "load",
            "answers/s",
            "p50 ms",
            "p95 ms",
            "p99 ms",
            "max ms",
            "errors",
            "server µs",
            "Postgres µs",
            "RSS MiB"));
    for (Summary summary : results.summaries()) {
      Measurement all = summary.measurement();
      rows.add(
          List.of(
              summary.subject(),
              summary.load().asText(),
              String.format(Locale.ROOT, "%,.0f", summary.throughput()),
              millis(all.millis(50)),
              millis(all.millis(95)),
              millis(all.millis(99)),
              millis(all.maxMillis()),
              all.errors().isEmpty() ? "0" : all.errorsAsText(),
              whole(summary.serverMicros()),
              whole(summary.databaseMicros()),
              whole(summary.residentMib())));
    }
    return table(rows);
  }

  /** What the numbers are worth, by subject. */
  public static String worths(Results results) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        List.of("subject", "told", "duplicates", "holes", "invented", "lost", "double winners"));
    results
        .worths()
        .forEach(
            (subject, worth) ->
                rows.add(
                    List.of(
                        subject,
                        count(worth.told()),
                        count(worth.duplicates()),
                        count(worth.holes()),
                        count(worth.invented()),
                        count(worth.lost()),
                        count(worth.doubleWinners()))));
    return table(rows);
  }

  /** What else was measured. */
  public static String facts(Results results) {
    StringBuilder text = new StringBuilder();
    results.facts().forEach((what, value) -> text.append("- " + what + ": " + value + "\n"));
    return text.toString();
  }

  /** Where others than {@code subject} answer more, or, at a fixed rate, sooner. */
  public static String wins(Results results, String subject) {
    StringBuilder text = new StringBuilder();
    for (Summary other : results.summaries()) {
      Optional<Summary> own = results.summary(subject, other.load());
      if (own.isPresent() && isBetter(other, own.get())) {
        text.append(
            String.format(
                Locale.ROOT,
                "- %s, %s: %,.0f/s with p99 %s ms; %s %,.0f/s with p99 %s ms%n",
                other.subject(),
                other.load().asText(),
                other.throughput(),
                millis(other.measurement().millis(99)),
                subject,
                own.get().throughput(),
                millis(own.get().measurement().millis(99))));
      }
    }
    return text.isEmpty() ? "No peer wins anywhere.\n" : "Where a peer wins:\n\n" + text;
  }

  private static boolean isBetter(Summary other, Summary own) {
    return other.load().kind() == Load.Kind.OPEN
        ? other.measurement().millis(99) < own.measurement().millis(99)
        : other.throughput() > own.throughput();
  }

  /** Each target with what was measured. */
  public static String targets(List<Target> targets) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("target", "wanted", "measured", ""));
    for (Target target : targets) {
      String measured =
          target.verdict() == Target.Verdict.NOT_MEASURED
              ? "not measured: " + target.measured()
              : target.measured();
      String verdict =
          target.verdict() == Target.Verdict.NOT_MEASURED ? "" : target.verdict().asText();
      rows.add(List.of(target.what(), target.wanted(), measured, verdict));
    }
    return table(rows);
  }

  private static String millis(double millis) {
    return String.format(Locale.ROOT, millis < 100 ? "%.1f" : "%,.0f", millis);
  }

  private static String whole(OptionalDouble value) {
    return value.isPresent() ? String.format(Locale.ROOT, "%,.0f", value.getAsDouble()) : "–";
  }

  private static String count(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }

  /** The first row is the head; columns are padded. */
  static String table(List<List<String>> rows) {
    int columns = rows.get(0).size();
    int[] widths = new int[columns];
    for (List<String> row : rows) {
      for (int i = 0; i < columns; i++) {
        widths[i] = Math.max(widths[i], Math.max(3, row.get(i).length()));
      }
    }
    StringBuilder text = new StringBuilder();
    for (int r = 0; r < rows.size(); r++) {
      for (int i = 0; i < columns; i++) {
        String cell = rows.get(r).get(i);
        text.append("| ").append(cell).append(" ".repeat(widths[i] - cell.length() + 1));
      }
      text.append("|\n");
      if (r == 0) {
        for (int width : widths) {
          text.append("| ").append("-".repeat(width)).append(" ");
        }
        text.append("|\n");
      }
    }
    return text.toString();
  }
}
