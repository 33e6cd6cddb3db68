package dev.ordinal.local.audit;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ordinal.contracts.Json;
import dev.ordinal.projections.audit.AuditReport;
import dev.ordinal.projections.audit.checks.Kind;
import dev.ordinal.projections.audit.checks.ScopeReport;
import dev.ordinal.projections.audit.checks.ScopeReport.Skip;

/** What an audit found, for programs. Members are added and never renamed. */
final class JsonReport {

  private JsonReport() {}

  /** One line of JSON. */
  static String of(AuditReport report) {
    ObjectNode json = Json.MAPPER.createObjectNode();
    json.put("clean", report.isClean())
        .put("violations", report.findings().count())
        .put("events", report.events())
        .put("noEvents", report.noEvents())
        .put("decidedCommands", report.commands())
        .put("readingMillis", report.reading().toMillis());
    ArrayNode scopes = json.putArray("scopes");
    report.scopes().forEach(scope -> add(scopes.addObject(), scope));
    ArrayNode findings = json.putArray("findings");
    for (Kind kind : Kind.values()) {
      long count = report.findings().count(kind);
      if (count > 0) {
        ObjectNode finding = findings.addObject();
        finding.put("kind", kind.label()).put("invariant", kind.invariant()).put("count", count);
        ArrayNode told = finding.putArray("told");
        report.findings().told(kind).forEach(told::add);
      }
    }
    ArrayNode notChecked = json.putArray("notChecked");
    report.notChecked().forEach(notChecked::add);
    return json.toString();
  }

  private static void add(ObjectNode json, ScopeReport scope) {
    json.put("series", scope.series())
        .put("period", scope.period())
        .put("first", scope.first())
        .put("last", scope.last())
        .put("count", scope.count())
        .put("voids", scope.voids())
        .put("skipped", scope.skipped())
        .put("holes", scope.holes())
        .put("duplicates", scope.duplicates());
    ArrayNode skips = json.putArray("skips");
    for (Skip skip : scope.skips()) {
      skips
          .addObject()
          .put("first", skip.first())
          .put("last", skip.last())
          .put("count", skip.count())
          .put("how", skip.how())
          .put("reason", skip.reason());
    }
  }
}
