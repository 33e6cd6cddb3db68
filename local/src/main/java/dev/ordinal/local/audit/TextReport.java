package dev.ordinal.local.audit;

import dev.ordinal.projections.audit.AuditReport;
import dev.ordinal.projections.audit.checks.Findings;
import dev.ordinal.projections.audit.checks.Kind;
import dev.ordinal.projections.audit.checks.ScopeReport;
import dev.ordinal.projections.audit.checks.ScopeReport.Skip;
import java.io.PrintWriter;
import java.util.Locale;

/** What an audit found, for people. */
final class TextReport {

  private final PrintWriter out;

  TextReport(PrintWriter out) {
    this.out = out;
  }

  void print(AuditReport report) {
    scopes(report);
    line("%n%,d events, %,d decided commands", report.events(), report.commands());
    if (report.noEvents() > 0) {
      line(", %,d records that are no events", report.noEvents());
    }
    double seconds = Math.max(1, report.reading().toMillis()) / 1000.0;
    line(", read in %.1f s (%,.0f events/s)%n", seconds, report.events() / seconds);
    violations(report.findings());
    report.notChecked().forEach(what -> line("NOT CHECKED: %s%n", plain(what)));
    if (report.isClean()) {
      line("CLEAN: no number twice, none missing for no reason, one outcome for each command%n");
    }
  }

  private void scopes(AuditReport report) {
    line(
        "%-12s %-10s %12s %12s %12s %8s %12s %8s %10s%n",
        "series", "period", "first", "last", "count", "voids", "skipped", "holes", "duplicates");
    for (ScopeReport scope : report.scopes()) {
      line(
          "%-12s %-10s %12s %12s %,12d %,8d %,12d %,8d %,10d%n",
          plain(scope.series()),
          scope.period().isEmpty() ? "-" : plain(scope.period()),
          scope.first() == null ? "-" : scope.first(),
          scope.last() == null ? "-" : scope.last(),
          scope.count(),
          scope.voids(),
          scope.skipped(),
          scope.holes(),
          scope.duplicates());
      for (Skip skip : scope.skips()) {
        line(
            "  %,d skipped within %d to %d by %s: %s%n",
            skip.count(), skip.first(), skip.last(), skip.how(), plain(skip.reason()));
      }
      if (scope.skips().size() == Findings.MAX_TOLD) {
        line("  and perhaps more%n");
      }
    }
  }

  private void violations(Findings findings) {
    for (Kind kind : Kind.values()) {
      long count = findings.count(kind);
      if (count > 0) {
        line("VIOLATION of %s, %s: %,d%n", kind.invariant(), kind.label(), count);
        findings.told(kind).forEach(what -> line("  %s%n", plain(what)));
        if (count > Findings.MAX_TOLD) {
          line("  and %,d more%n", count - Findings.MAX_TOLD);
        }
      }
    }
  }

  private void line(String format, Object... values) {
    out.printf(Locale.ROOT, format, values);
  }

  /** What somebody wrote into the log must not steer this terminal. */
  private static String plain(String text) {
    return text.replaceAll("\\p{Cc}", "\uFFFD");
  }
}
