package dev.ordinal.local.imports;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.contracts.series.ImportReport;
import dev.ordinal.contracts.series.ImportReport.Finding;
import dev.ordinal.contracts.series.ImportReport.Findings;
import dev.ordinal.contracts.series.ImportReport.Hole;
import dev.ordinal.contracts.series.ImportReport.Holes;
import dev.ordinal.contracts.series.ImportReport.Scope;
import dev.ordinal.local.client.Answer;
import dev.ordinal.local.client.ClientFailure;
import dev.ordinal.local.client.Decision;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** What an import prints at its end, for people: a table of sequences and what stands out. */
final class Report {

  private final PrintWriter out;
  private final String file;
  private final String series;

  /**
   * Prints nothing yet.
   *
   * @param file its name
   */
  Report(PrintWriter out, String file, String series) {
    this.out = out;
    this.file = file;
    this.series = series;
  }

  /**
   * Prints all that the service found.
   *
   * @return whether the numbers came in or, on a dry run, would do so
   * @throws ClientFailure if it refused the file without a look at the numbers
   */
  boolean print(Decision decision, boolean dryRun) throws ClientFailure {
    ImportReport report = report(decision);
    found(report);
    boolean done = decision.isAccepted() && report.isClean();
    long numbers = report.scopes().stream().mapToLong(Scope::imported).sum();
    int inTheWay = report.duplicates().count() + report.misfits().count() + report.taken().count();
    if (!done) {
      line(
          "Nothing %s imported: %,d rows are in the way.%n", dryRun ? "would be" : "was", inTheWay);
    } else if (dryRun) {
      line("Clean: %,d numbers would be imported. Nothing was changed.%n", numbers);
    } else if (decision.isReplayed()) {
      String when = decision.body().path("importedAt").asText("");
      line("Imported before, at %s: %,d numbers. This try changed nothing.%n", when, numbers);
    } else {
      line("Imported %,d numbers.%n", numbers);
    }
    out.flush();
    return done;
  }

  private ImportReport report(Decision decision) throws ClientFailure {
    JsonNode report = decision.isAccepted() ? decision.body() : decision.body().path("report");
    try {
      if (report.isObject()) {
        return Json.MAPPER.treeToValue(report, ImportReport.class);
      }
    } catch (JsonProcessingException e) {
      throw ClientFailure.broken("the service's report cannot be read: " + e.getOriginalMessage());
    }
    throw ClientFailure.broken(
        decision.isAccepted()
            ? "the service answered %d without a report".formatted(decision.status())
            : "%s was refused: %s"
                .formatted(file, Answer.problem(decision.status(), decision.body(), "\n  ")));
  }

  private void found(ImportReport report) {
    line("%s: %,d rows for series %s.%n", file, report.rows(), series);
    scopes(report.scopes());
    out.println();
    findings("duplicates", report.duplicates());
    findings("misfits", report.misfits());
    findings("taken", report.taken());
    holes(report.holes());
    findings("shared names", report.sharedNames());
    out.println();
  }

  private void scopes(List<Scope> scopes) {
    if (scopes.isEmpty()) {
      return;
    }
    out.println();
    String row = "%-10s  %12s  %12s  %12s  %12s  %s%n";
    line(row, "period", "before", "after", "imported", "skipped", "next");
    for (Scope scope : scopes) {
      line(
          "%-10s  %,12d  %,12d  %,12d  %,12d  %s%n",
          scope.period().isEmpty() ? "-" : scope.period(),
          scope.before(),
          scope.after(),
          scope.imported(),
          scope.skipped(),
          Objects.requireNonNullElse(scope.next(), "none"));
    }
  }

  private void findings(String name, Findings findings) {
    count(name, findings.count());
    for (Finding finding : findings.told()) {
      line("  line %d: %s: %s%n", finding.line(), plain(finding.number()), plain(finding.detail()));
    }
    more(findings.count() - findings.told().size());
  }

  private void holes(Holes holes) {
    count("holes", holes.count());
    long told = 0;
    for (Hole hole : holes.told()) {
      String period = hole.period().isEmpty() ? "" : hole.period() + ": ";
      String to = hole.to() == hole.from() ? "" : " to " + hole.to();
      line("  before line %d: %s%d%s%n", hole.line(), period, hole.from(), to);
      told += hole.to() - hole.from() + 1;
    }
    more(holes.count() - told);
  }

  private void count(String name, long count) {
    line("%-16s%,12d%n", name, count);
  }

  private void more(long count) {
    if (count > 0) {
      line("  and %,d more%n", count);
    }
  }

  private void line(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }

  /** What stands in a cell of somebody else's file must not steer this terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cc}", "\uFFFD");
  }
}
