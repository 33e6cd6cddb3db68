package dev.ordinal.orderapi.series;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.ordinal.contracts.series.ImportReport;
import dev.ordinal.contracts.series.SeriesEvent.ImportChecked;
import dev.ordinal.contracts.series.SeriesEvent.NumbersImported;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What came, or would come, of an import.
 *
 * @param clean whether nothing is in its way
 * @param reason why; null for a dry run
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ImportView(
    String series,
    boolean dryRun,
    boolean clean,
    @JsonUnwrapped ImportReport report,
    @Nullable String reason,
    @Nullable Instant importedAt,
    @Nullable Instant checkedAt,
    UUID commandId) {

  static ImportView of(NumbersImported event) {
    return new ImportView(
        event.series(),
        false,
        true,
        event.report(),
        event.reason(),
        event.importedAt(),
        null,
        event.commandId());
  }

  static ImportView of(ImportChecked event) {
    return new ImportView(
        event.series(),
        true,
        event.report().isClean(),
        event.report(),
        null,
        null,
        event.checkedAt(),
        event.commandId());
  }
}
