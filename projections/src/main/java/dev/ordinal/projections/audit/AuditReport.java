package dev.ordinal.projections.audit;

import dev.ordinal.projections.audit.checks.Findings;
import dev.ordinal.projections.audit.checks.ScopeReport;
import java.time.Duration;
import java.util.List;

/**
 * What an audit found.
 *
 * @param events how many events were read
 * @param noEvents how many records of the event topics are none of ours and count for nothing
 * @param commands how many decided commands have their one outcome
 * @param reading how long the log was read
 * @param scopes what the log says of each series and period
 * @param findings the violations
 * @param notChecked what could not be checked, in words; empty if all was
 */
public record AuditReport(
    long events,
    long noEvents,
    long commands,
    Duration reading,
    List<ScopeReport> scopes,
    Findings findings,
    List<String> notChecked) {

  /** Whether all was checked and holds. */
  public boolean isClean() {
    return findings.count() == 0 && notChecked.isEmpty();
  }
}
