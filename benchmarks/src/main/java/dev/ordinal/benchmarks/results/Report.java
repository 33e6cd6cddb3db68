package dev.ordinal.benchmarks.results;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/** {@code benchmarks.md} and its charts. */
public final class Report {

  private Report() {}

  /**
   * Writes all into a folder.
   *
   * @param made when and on what, on a line
   */
  public static void write(Path folder, Results results, List<Target> targets, String made)
      throws IOException {
    Files.createDirectories(folder);
    Files.writeString(
        folder.resolve("benchmarks-throughput.svg"),
        chart(results, "right answers a second", Summary::throughput));
    Files.writeString(
        folder.resolve("benchmarks-p99.svg"),
        chart(results, "p99 in milliseconds", summary -> summary.measurement().millis(99)));
    Files.writeString(
        folder.resolve("benchmarks.md"),
        TEXT.formatted(
            made,
            Markdown.targets(targets),
            Markdown.wins(results, Target.ORDINAL),
            Markdown.figures(results),
            Markdown.worths(results),
            Markdown.facts(results)));
  }

  private static String chart(Results results, String title, ToDoubleFunction<Summary> value) {
    List<Summary> closed =
        results.summaries().stream()
            .filter(summary -> summary.load().kind() == Load.Kind.CLOSED)
            .toList();
    List<Integer> levels =
        closed.stream()
            .filter(summary -> summary.subject().equals(Target.ORDINAL))
            .map(summary -> summary.load().level())
            .sorted()
            .toList();
    Map<String, Map<Integer, Double>> lines = new LinkedHashMap<>();
    for (Summary summary : closed) {
      if (!levels.contains(summary.load().level())) {
        continue; // the best number of connections lies elsewhere
      }
      lines
          .computeIfAbsent(summary.subject(), name -> new LinkedHashMap<>())
          .put(summary.load().level(), value.applyAsDouble(summary));
    }
    return Chart.svg(title, levels, lines);
  }

  private static final String TEXT =
      """
      # Benchmarks
      Made by `./ordinal bench --report docs`: %s. Each subject is a server process of its own, and \
      load and servers share the processors. Ordinal is `./ordinal up` as users start it; the peers \
      run behind the same Dropwizard stack and JSON on one Postgres 18 with fsync on, in a JVM with \
      all compilers. Orders have one line and a key of their own. Peers do less for it: they keep no \
      keys, tell nobody, and have no second copy.

      ## Targets
      Ratios are medians of pairs that were measured one right after the other. While a peer has its \
      turn Ordinal is there and idle; what it takes then is at the end.

      %s
      %s
      ## Figures
      ![Throughput](benchmarks-throughput.svg)
      ![p99](benchmarks-p99.svg)

      Callers are a closed loop: each asks again as soon as it is answered. In an open loop requests \
      come at a fixed rate, and latency counts from when each was to be sent, so a server that stalls \
      is charged with all who came meanwhile. CPU is of the server's process, and of its Postgres, for \
      each answer, until there was nothing left to do; `counter-jdbc` is the counter row without any \
      HTTP, a connection for each caller, `-best` where the number of connections is the best of those \
      tried.

      %s
      ## What the numbers are worth
      %s
      The tables hold the numbers that callers were told against those that are stored. "Invented" are \
      those that are a time and not the next of their series. Double winners are leads that two \
      callers were told are theirs.

      ## What else was measured
      %s""";
}
